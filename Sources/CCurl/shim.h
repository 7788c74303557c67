// libcurl's own header, and wrappers only for what Swift cannot call.
#ifndef FUNNELBRIDGE_CCURL_H
#define FUNNELBRIDGE_CCURL_H

#include <curl/curl.h>

#endif
