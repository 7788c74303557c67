/// The ledger's tables, as the migrations that made them.
///
/// Append-only: a migration that was released is never edited, since files made by it are out there.
///
/// The CHECKs repeat `ForwardState`: whatever writes to the file, a row of another shape is refused.
enum Schema {
    /// Tells a ledger from other SQLite files: `FBrg`.
    static let applicationID: Int64 = 0x4642_7267

    /// The version that this program reads and writes: `PRAGMA user_version`.
    static var version: Int { migrations.count }

    /// Element n brings a ledger from version n to n + 1.
    static let migrations = [first, keptMappings, quickChecks, drift, countsTogether, deliveringAttempts]

    private static let first = """
        CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE project (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE action (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

        -- id: EventID.number, so that ids go with the time of receipt. Times: microseconds since 1970.
        CREATE TABLE event (
            id INTEGER PRIMARY KEY CHECK (id > 0),
            source INTEGER NOT NULL REFERENCES source (id),
            received_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('mapped', 'ignored', 'held', 'unmapped', 'unreadable')),
            actions INTEGER NOT NULL CHECK (actions >= 0),
            duplicates INTEGER NOT NULL CHECK (duplicates BETWEEN 0 AND actions),
            mapping TEXT,
            content_type TEXT,
            error_field TEXT,
            error_message TEXT,
            CHECK ((error_field IS NULL) = (error_message IS NULL)),
            CHECK (error_field IS NULL OR state IN ('unmapped', 'unreadable')),
            CHECK (state = 'mapped' OR actions = 0)
        ) STRICT;
        -- Ends with the id: newest first within a source and a state, for any choice of these.
        CREATE INDEX event_by_source ON event (source, state);

        -- Apart from the event, so that lists read small rows, and so that erasing bodies leaves whole pages free. No row
        -- once retention or forget has erased it.
        CREATE TABLE event_body (
            event INTEGER PRIMARY KEY REFERENCES event (id) ON DELETE CASCADE,
            request BLOB NOT NULL,
            body BLOB NOT NULL
        ) STRICT;

        CREATE TABLE event_warning (
            event INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 0),
            field TEXT NOT NULL,
            message TEXT NOT NULL,
            PRIMARY KEY (event, number)
        ) STRICT, WITHOUT ROWID;

        -- id: in order of receipt. lane: NULL when the action names no person.
        -- due_at: NULL for those that wait behind an earlier one of their lane.
        CREATE TABLE forward (
            id INTEGER PRIMARY KEY CHECK (id > 0),
            event INTEGER NOT NULL REFERENCES event (id),
            project INTEGER NOT NULL REFERENCES project (id),
            action INTEGER NOT NULL REFERENCES action (id),
            lane INTEGER,
            received_at INTEGER NOT NULL,
            owed_since INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'duplicate', 'dead', 'discarded')),
            attempts INTEGER NOT NULL CHECK (attempts >= 0),
            due_at INTEGER,
            ended_at INTEGER,
            reason TEXT CHECK (reason IN ('rejected', 'expired')),
            last_status INTEGER,
            last_error TEXT,
            payload BLOB,
            CHECK (state = 'pending' OR due_at IS NULL),
            CHECK ((state = 'pending') = (ended_at IS NULL)),
            CHECK ((state = 'dead') = (reason IS NOT NULL)),
            CHECK (state <> 'pending' OR due_at IS NOT NULL OR lane IS NOT NULL),
            CHECK (state <> 'pending' OR payload IS NOT NULL)
        ) STRICT;
        CREATE INDEX forward_by_event ON forward (event);
        CREATE INDEX forward_due ON forward (project, due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX forward_in_lane ON forward (project, lane) WHERE state = 'pending' AND lane IS NOT NULL;
        -- Delivered ones are nearly all; the others are few, and looked for.
        CREATE INDEX forward_by_state ON forward (state, event) WHERE state <> 'delivered';

        CREATE TABLE attempt (
            forward INTEGER NOT NULL REFERENCES forward (id) ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 1),
            started_at INTEGER NOT NULL,
            took INTEGER NOT NULL CHECK (took >= 0),
            status INTEGER CHECK (status BETWEEN 0 AND 999),
            outcome TEXT NOT NULL,
            error TEXT,
            answer BLOB NOT NULL CHECK (length(answer) <= 2048),
            PRIMARY KEY (forward, number)
        ) STRICT, WITHOUT ROWID;

        -- date_time: of the action, 0 when it has none. In this order and WITHOUT ROWID new keys land on the last pages,
        -- which are in memory: the cost stays flat as the ledger grows.
        CREATE TABLE dedupe (
            date_time INTEGER NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            received_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            event INTEGER NOT NULL,
            PRIMARY KEY (date_time, hash)
        ) STRICT, WITHOUT ROWID;

        -- Kept counts of rows: what status shows is read, not counted.
        CREATE TABLE event_count (
            source INTEGER NOT NULL REFERENCES source (id),
            state TEXT NOT NULL,
            count INTEGER NOT NULL CHECK (count >= 0),
            PRIMARY KEY (source, state)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE forward_count (
            project INTEGER NOT NULL REFERENCES project (id),
            action INTEGER NOT NULL REFERENCES action (id),
            state TEXT NOT NULL,
            count INTEGER NOT NULL CHECK (count >= 0),
            PRIMARY KEY (project, action, state)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE project_state (
            project INTEGER PRIMARY KEY REFERENCES project (id),
            state TEXT NOT NULL CHECK (state IN ('sending', 'paused', 'circuit-open', 'no-credentials')),
            since INTEGER NOT NULL,
            why TEXT,
            next_attempt INTEGER,
            pauses TEXT NOT NULL
        ) STRICT;
        CREATE TABLE project_error (
            project INTEGER PRIMARY KEY REFERENCES project (id),
            at INTEGER NOT NULL,
            status INTEGER,
            message TEXT NOT NULL
        ) STRICT;

        -- broken: why the file that is there now is not the one that runs; version and loaded_at are the running one's.
        CREATE TABLE mapping_state (
            source TEXT PRIMARY KEY,
            file TEXT NOT NULL,
            version TEXT,
            loaded_at INTEGER,
            broken TEXT,
            CHECK ((version IS NULL) = (loaded_at IS NULL))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE daemon (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            pid INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            version TEXT NOT NULL
        ) STRICT;

        CREATE TABLE setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """

    /// text: of the version that runs, so that it goes on after a restart though the file may not run.
    private static let keptMappings = """
        ALTER TABLE mapping_state ADD COLUMN text BLOB;
        """

    // CHECKs that stop at the state that nearly all rows have. SQLite fills a table of its own with an `IN` list of three
    // and more, once for every row that is written: a quarter of the writer's time when measured. Rows stay as they are, so
    // their tables are not made anew (https://www.sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes").
    private static let quickChecks = """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema
        SET sql = replace(
            sql,
            'CHECK (state IN (''mapped'', ''ignored'', ''held'', ''unmapped'', ''unreadable''))',
            'CHECK (state = ''mapped'' OR state = ''ignored'' OR state = ''held'' OR state = ''unmapped'' OR state = ''unreadable'')'
        )
        WHERE type = 'table' AND name = 'event';
        UPDATE sqlite_schema
        SET sql = replace(
            sql,
            'CHECK (state IN (''pending'', ''delivered'', ''duplicate'', ''dead'', ''discarded''))',
            'CHECK (state = ''pending'' OR state = ''delivered'' OR state = ''duplicate'' OR state = ''dead'' OR state = ''discarded'')'
        )
        WHERE type = 'table' AND name = 'forward';
        PRAGMA writable_schema = RESET;
        """

    /// recent and before: how many events were compared; first and second: what `DriftTable.Row` says of the change.
    private static let drift = """
        CREATE TABLE drift (
            source TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 0),
            recent INTEGER NOT NULL,
            before INTEGER NOT NULL,
            change TEXT NOT NULL
                CHECK (change IN ('action-gone', 'field-empty', 'place-gone', 'place-retyped', 'place-new')),
            subject TEXT NOT NULL,
            first TEXT,
            second TEXT,
            PRIMARY KEY (source, number)
        ) STRICT, WITHOUT ROWID;
        """

    // Counts of both kinds on one page, for every commit changes both: a page less to write of thirteen for a lone event.
    private static let countsTogether = """
        -- Of events: project and action are 0. Of forwards: source is 0.
        CREATE TABLE kept_count (
            source INTEGER NOT NULL,
            project INTEGER NOT NULL,
            action INTEGER NOT NULL,
            state TEXT NOT NULL,
            count INTEGER NOT NULL CHECK (count >= 0),
            PRIMARY KEY (source, project, action, state),
            CHECK ((source = 0) <> (project = 0)),
            CHECK ((project = 0) = (action = 0))
        ) STRICT, WITHOUT ROWID;
        INSERT INTO kept_count SELECT source, 0, 0, state, count FROM event_count;
        INSERT INTO kept_count SELECT 0, project, action, state, count FROM forward_count;
        DROP TABLE event_count;
        DROP TABLE forward_count;
        CREATE VIEW event_count AS SELECT source, state, count FROM kept_count WHERE source <> 0;
        CREATE VIEW forward_count AS SELECT project, action, state, count FROM kept_count WHERE source = 0;
        """

    // The attempt that delivered a forward has its place in the forward's row, which is written then anyway: nearly all
    // forwards need no row of `attempt`, which took a twentieth of the writer's instructions and a page of each commit. Rows
    // stay as they are, as in `quickChecks`: what lacks the last columns has NULL there.
    private static let deliveringAttempts = """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema
        SET sql = replace(
            sql,
            'payload BLOB,',
            'payload BLOB,
            -- The attempt that delivered it, with state as its outcome, last_status and no error. last_started_at is NULL when
            -- that attempt, as all others, is a row of attempt. While pending, last_answer only keeps room.
            last_started_at INTEGER CHECK (last_started_at IS NULL OR state = ''delivered'' OR state = ''duplicate''),
            last_took INTEGER CHECK ((last_took IS NULL) = (last_started_at IS NULL) AND coalesce(last_took, 0) >= 0),
            last_answer BLOB CHECK (
                state = ''pending''
                OR (last_answer IS NULL) = (last_started_at IS NULL) AND coalesce(length(last_answer), 0) <= 2048
            ),'
        )
        WHERE type = 'table' AND name = 'forward';
        PRAGMA writable_schema = RESET;
        """
}
