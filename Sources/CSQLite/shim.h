// SQLite's own header, and wrappers only for what Swift cannot call or read.
#ifndef FUNNELBRIDGE_CSQLITE_H
#define FUNNELBRIDGE_CSQLITE_H

#if !__has_include(<sqlite3.h>)
#error "SQLite's header is missing: apt-get install libsqlite3-dev"
#endif
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast of -1 to a function pointer, which Swift does not import.
static inline int sqlite_shim_bind_text_copy(sqlite3_stmt *statement, int index, const char *text, int length) {
    return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

static inline int sqlite_shim_bind_blob_copy(sqlite3_stmt *statement, int index, const void *bytes, int length) {
    return sqlite3_bind_blob(statement, index, bytes, length, SQLITE_TRANSIENT);
}

// sqlite3_db_config is variadic, which Swift does not import.
static inline int sqlite_shim_set_flag(sqlite3 *connection, int option, int on) {
    return sqlite3_db_config(connection, option, on, (int *)0);
}

// A file of GatheredLog: SQLite looks for its methods in the first words, and Swift promises no layout of its own structs.
typedef struct {
    sqlite3_file base;
    // Whose methods do the work; in memory of its own.
    sqlite3_file *file;
    // What waits to be written, and where in the file it begins.
    unsigned char *bytes;
    int count;
    sqlite3_int64 start;
    // How a write of what waited has failed; SQLITE_OK: none has.
    int lost;
    // Whether what is being written ends a commit.
    int endsCommit;
} sqlite_shim_log_file;

// sqlite3_config is variadic, which Swift does not import.
static inline int sqlite_shim_count_no_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

#endif
