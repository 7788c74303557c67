// SQLite's own header, and wrappers only for what Swift cannot call or read.
#ifndef FUNNELBRIDGE_CSQLITE_H
#define FUNNELBRIDGE_CSQLITE_H

#include <sqlite3.h>

#endif
