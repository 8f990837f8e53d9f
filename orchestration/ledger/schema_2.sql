-- Version 2: sources, verifications, alerts.

-- The latest state of every address that a source showed. Content and validators are of the last answer with a body.
create table pages (
    url text primary key,
    source_name text not null,
    role text not null check (role in ('index', 'report')),
    state text not null check (state in ('there', 'gone', 'refused')),
    reason text,                         -- why it is refused, or why it could not be asked for this time
    content_sha256 text,                 -- of the kept bytes; NULL while it was never had
    size integer,
    etag text,
    last_modified text,
    retrieved_at text,                   -- when these bytes were first had from this address
    first_seen_at text not null,
    last_seen_at text not null
);

-- Every answer with a body, for ever.
create table fetches (
    fetch_id integer primary key,
    url text not null,
    final_url text not null,
    source_name text not null,
    retrieved_at text not null,
    status integer not null,
    content_sha256 text not null,
    size integer not null,
    headers text not null                -- JSON
);
create index fetches_by_url on fetches (url);

create table source_visits (
    visit_id integer primary key,
    source_name text not null,
    run_id text,                         -- NULL for `jixiao fetch`
    started_at text not null,
    finished_at text not null,
    outcome text not null check (outcome in ('complete', 'partial', 'failed')),
    reason text,
    pages_seen integer not null,
    pages_new integer not null,
    pages_changed integer not null,
    pages_unchanged integer not null,
    pages_gone integer not null,
    pages_refused integer not null
);

-- Full verifications by hash.
create table verifications (
    verification_id integer primary key,
    run_id text not null,
    verified_at text not null,
    kept_files integer not null,
    files_damaged integer not null,
    files_lost integer not null,
    release_is_sound integer
);

-- Why the next run builds although its inputs are those of the published release. A publish empties it.
create table rebuilds (
    why text primary key,
    asked_at text not null
);

-- What was told to whom; one row per alert and channel, the last try.
create table alerts (
    alert_key text not null,
    channel text not null,
    kind text not null,
    tried_at text not null,
    tries integer not null,
    is_sent integer not null,
    reason text,
    primary key (alert_key, channel)
);

pragma user_version = 2;
