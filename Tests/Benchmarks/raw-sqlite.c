/* The rows of an event with nothing around them: what the daemon's intake is measured against.
   usage: raw-sqlite LEDGER BATCH SECONDS
   Models the rows on the newest event of a ledger that nobody uses, and prints how many events went in a second, each batch
   in a transaction of its own that is synced. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static sqlite3 *ledger;

static void check(int code, const char *what) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    fprintf(stderr, "raw-sqlite: %s: %s\n", what, sqlite3_errmsg(ledger));
    exit(1);
}

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v3(ledger, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), sql);
    return statement;
}

static void run(sqlite3_stmt *statement) {
    check(sqlite3_step(statement), sqlite3_sql(statement));
    sqlite3_reset(statement);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count != 4) return 64;
    int batch = atoi(arguments[2]);
    double seconds = atof(arguments[3]);
    check(sqlite3_open(arguments[1], &ledger), arguments[1]);
    check(
        sqlite3_exec(
            ledger, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384", NULL, NULL, NULL
        ),
        "settings"
    );
    sqlite3_stmt *newest = prepare(
        "SELECT e.source, e.mapping, e.content_type, b.request, b.body, f.project, f.action, f.payload, e.id, e.received_at "
        "FROM event e JOIN event_body b ON b.event = e.id JOIN forward f ON f.event = e.id ORDER BY e.id DESC LIMIT 1"
    );
    if (sqlite3_step(newest) != SQLITE_ROW) check(SQLITE_ERROR, "the ledger has no event with a forward");
    sqlite3_int64 id = sqlite3_column_int64(newest, 8), at = sqlite3_column_int64(newest, 9);
    sqlite3_stmt *begin = prepare("BEGIN IMMEDIATE"), *commit = prepare("COMMIT");
    sqlite3_stmt *event = prepare(
        "INSERT INTO event (id, source, received_at, state, actions, duplicates, mapping, content_type) "
        "VALUES (?1, ?2, ?3, 'mapped', 1, 0, ?4, ?5)"
    );
    sqlite3_stmt *body = prepare("INSERT INTO event_body (event, request, body) VALUES (?1, ?2, ?3)");
    sqlite3_stmt *dedupe = prepare(
        "INSERT INTO dedupe (date_time, hash, received_at, expires_at, event) VALUES (?1, randomblob(32), ?1, ?1, ?2)"
    );
    sqlite3_stmt *forward = prepare(
        "INSERT INTO forward (event, project, action, lane, received_at, owed_since, state, attempts, due_at, payload) "
        "VALUES (?1, ?2, ?3, random(), ?4, ?4, 'pending', 0, ?4, ?5)"
    );
    sqlite3_bind_value(event, 2, sqlite3_column_value(newest, 0));
    sqlite3_bind_value(event, 4, sqlite3_column_value(newest, 1));
    sqlite3_bind_value(event, 5, sqlite3_column_value(newest, 2));
    sqlite3_bind_value(body, 2, sqlite3_column_value(newest, 3));
    sqlite3_bind_value(body, 3, sqlite3_column_value(newest, 4));
    sqlite3_bind_value(forward, 2, sqlite3_column_value(newest, 5));
    sqlite3_bind_value(forward, 3, sqlite3_column_value(newest, 6));
    sqlite3_bind_value(forward, 5, sqlite3_column_value(newest, 7));
    sqlite3_reset(newest);
    long events = 0;
    double start = now();
    do {
        run(begin);
        for (int number = 0; number < batch; number++, events++) {
            id += 65536;
            at += 1000;
            sqlite3_bind_int64(dedupe, 1, at);
            sqlite3_bind_int64(dedupe, 2, id);
            run(dedupe);
            sqlite3_bind_int64(event, 1, id);
            sqlite3_bind_int64(event, 3, at);
            run(event);
            sqlite3_bind_int64(body, 1, id);
            run(body);
            sqlite3_bind_int64(forward, 1, id);
            sqlite3_bind_int64(forward, 4, at);
            run(forward);
        }
        run(commit);
    } while (now() - start < seconds);
    printf("%.1f\n", (double)events / (now() - start));
    return 0;
}
