/* The same requests with nothing but curl's own multi loop: what forwarding is measured against.
   usage: curl-multi URL REQUESTS CONCURRENCY */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static size_t drop(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes;
    (void)context;
    return size * count;
}

int main(int count, char **arguments) {
    if (count != 4) return 64;
    long requests = atol(arguments[2]), concurrency = atol(arguments[3]), started = 0, ended = 0, failed = 0;
    static const char body[] = "{\"email\":\"person1@example.com\",\"dateTime\":\"2026-11-20T10:00:00.000Z\",\"number\":1}";
    curl_global_init(CURL_GLOBAL_ALL);
    CURLM *multi = curl_multi_init();
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    headers = curl_slist_append(headers, "X-API-KEY: Basic dGVzdA==");
    headers = curl_slist_append(headers, "X-PROJECT-ID: 00000000-0000-4000-8000-000000000000");
    headers = curl_slist_append(headers, "Expect:");
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (; started < concurrency && started < requests; started++) {
        CURL *easy = curl_easy_init();
        curl_easy_setopt(easy, CURLOPT_URL, arguments[1]);
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
        curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)sizeof body - 1);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop);
        if (getenv("SSL_CERT_FILE")) curl_easy_setopt(easy, CURLOPT_CAINFO, getenv("SSL_CERT_FILE"));
        curl_multi_add_handle(multi, easy);
    }
    while (ended < requests) {
        int running, left;
        CURLMsg *message;
        curl_multi_perform(multi, &running);
        int progressed = 0;
        while ((message = curl_multi_info_read(multi, &left))) {
            if (message->msg != CURLMSG_DONE) continue;
            CURL *easy = message->easy_handle;
            long status = 0;
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
            if (message->data.result != CURLE_OK || status / 100 != 2) failed++;
            progressed = 1;
            ended++;
            curl_multi_remove_handle(multi, easy);
            if (started < requests) {
                started++;
                curl_multi_add_handle(multi, easy);
            } else {
                curl_easy_cleanup(easy);
            }
        }
        if (!progressed) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    printf("%ld requests, %ld failed, %.1f s, %.0f a second\n", ended, failed, seconds, (double)ended / seconds);
    curl_slist_free_all(headers);
    curl_multi_cleanup(multi);
    return failed ? 1 : 0;
}
