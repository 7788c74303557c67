// libcurl's own header, and wrappers only for what Swift cannot call.
#ifndef FUNNELBRIDGE_CCURL_H
#define FUNNELBRIDGE_CCURL_H

#if !__has_include(<curl/curl.h>)
#error "libcurl's header is missing: apt-get install libcurl4-openssl-dev"
#endif
#include <curl/curl.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, and Swift imports no variadic C function.
// One wrapper for each type of argument, so that the compiler checks what libcurl cannot.

// Variadic: options that take a long.
static inline CURLcode curl_shim_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

// Variadic: options that take text which libcurl copies.
static inline CURLcode curl_shim_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

// Variadic: options that take memory or a context which libcurl only keeps the address of.
static inline CURLcode curl_shim_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

// Variadic: options that take a list, kept by its address.
static inline CURLcode curl_shim_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

// Variadic: the function that is given the body of an answer.
static inline CURLcode curl_shim_set_writer(CURL *handle, curl_write_callback value) {
    return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, value);
}

// Variadic: the function that is given each line of an answer's head.
static inline CURLcode curl_shim_set_head_writer(CURL *handle, curl_write_callback value) {
    return curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, value);
}

// Variadic: the length of the body to send, which may pass what a long holds on other machines.
static inline CURLcode curl_shim_set_body_size(CURL *handle, curl_off_t value) {
    return curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, value);
}

// Variadic: the status of the last answer; 0 when there was none.
static inline long curl_shim_status(CURL *handle) {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

// Variadic: the address of the last peer as text, which the handle keeps; NULL when there was none.
static inline const char *curl_shim_address(CURL *handle) {
    char *value = NULL;
    curl_easy_getinfo(handle, CURLINFO_PRIMARY_IP, &value);
    return value;
}

// Variadic: the pointer that CURLOPT_PRIVATE has set.
static inline void *curl_shim_private(CURL *handle) {
    char *value = NULL;
    curl_easy_getinfo(handle, CURLINFO_PRIVATE, &value);
    return value;
}

// Variadic: options of a multi handle that take a long.
static inline CURLMcode curl_shim_multi_set_long(CURLM *handle, CURLMoption option, long value) {
    return curl_multi_setopt(handle, option, value);
}

#endif
