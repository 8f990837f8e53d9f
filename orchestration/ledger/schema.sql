-- The operations ledger. Times are UTC, ISO 8601. A fact about a file is stored once; outcomes are derived in a view.

create table runs (
    run_id text primary key,
    started_at text not null,
    finished_at text,
    outcome text check (outcome in ('published', 'unchanged', 'blocked', 'failed')),
    step text not null,                  -- the step it is in, or ended in
    reason text,                         -- what blocked it or why it failed
    release_id text,
    git_sha text,
    extractor_version text not null,
    process_id integer not null,
    orchestrator_run_id text,            -- Dagster's id of the run
    fingerprint text,                    -- of everything the build depends on
    files_seen integer not null default 0,
    files_new integer not null default 0,
    files_changed integer not null default 0,
    files_unchanged integer not null default 0,
    files_vanished integer not null default 0,
    files_loaded integer not null default 0,
    files_duplicate integer not null default 0,
    files_quarantined integer not null default 0
);
create index runs_by_orchestrator on runs (orchestrator_run_id);

create table contents (
    content_sha256 text primary key,
    document_key text not null,
    first_seen_seq integer not null unique,
    first_seen_at text not null,
    first_run_id text not null,
    reader text,
    file_format text,
    pages integer,
    used_ocr integer,
    seconds real                         -- time of reading
);
create index contents_by_document on contents (document_key);

-- One row per path and content ever seen there. content_sha256 is '' for a file that could not be taken in.
create table files (
    file_id integer primary key,
    path text not null,
    content_sha256 text not null,
    source_path text not null,
    parent_path text,
    size integer not null,
    mtime_ns integer not null,
    refusal text,
    is_latest integer not null,
    change text not null check (change in ('new', 'changed', 'unchanged', 'vanished')),
    run_id text not null,                -- the latest run that saw it (or saw it gone)
    loaded_at text not null,
    source_url text,
    retrieved_at text,
    unique (path, content_sha256)
);
create index files_by_content on files (content_sha256);
create unique index files_latest on files (path) where is_latest;

-- What became of a content under one version of the extractor. The latest verdict is the live one.
create table extractions (
    document_key text not null,
    extraction_id text not null,
    extractor_version text not null,
    run_id text not null,
    extracted_at text not null,
    outcome text not null check (outcome in ('extracted', 'unreadable', 'not_a_report', 'crashed')),
    reason text,
    is_live integer not null,
    primary key (document_key, extraction_id)
);
create unique index extractions_live on extractions (document_key) where is_live;

create table retractions (
    document_key text primary key,
    series_key text not null,
    retracted_at text not null
);

-- What changed in a run, with the outcome it had then; unchanged files are counted in runs only.
create table file_events (
    run_id text not null,
    source_path text not null,
    content_sha256 text,
    change text not null,
    outcome text not null,
    reason text,
    primary key (run_id, source_path)
);

create table check_results (
    run_id text not null,
    check_name text not null,
    layer text not null,
    severity text not null,
    outcome text not null,
    observed text,
    expected text,
    failing_rows integer,
    primary key (run_id, layer, check_name)
);

create table releases (
    release_id text primary key,
    release_seq integer not null unique,
    run_id text not null,
    published_at text not null,
    fingerprint text not null,
    file_sha256 text not null
);

create table release_tables (
    release_id text not null,
    table_name text not null,
    row_count integer not null,
    content_hash text not null,
    primary key (release_id, table_name)
);

create table report_releases (
    report_key text not null,
    valid_from_release text not null,
    valid_to_release text,
    primary key (report_key, valid_from_release)
);

create view file_outcomes as
with originals as (
    select content_sha256, min(file_id) as file_id from files where content_sha256 <> '' group by content_sha256
),
joined as (
    select
        files.*, contents.document_key, contents.first_seen_seq, contents.reader, contents.file_format, contents.pages,
        contents.used_ocr, contents.seconds, original.file_id as original_id, original.source_path as original_path,
        extractions.outcome as verdict, extractions.reason as verdict_reason, retractions.retracted_at,
        retractions.series_key as retracted_series
    from files
    left join contents on contents.content_sha256 = files.content_sha256
    left join extractions on extractions.document_key = contents.document_key and extractions.is_live
    left join retractions on retractions.document_key = contents.document_key
    left join originals on originals.content_sha256 = files.content_sha256
    left join files as original on original.file_id = originals.file_id
)
select
    *,
    case
        when refusal is not null or retracted_at is not null then 'quarantined'
        when verdict is null then 'pending'
        when verdict <> 'extracted' then 'quarantined'
        when original_id <> file_id then 'duplicate'
        else 'loaded'
    end as outcome,
    case
        when refusal is not null then refusal
        when retracted_at is not null
            then 'retracted by the operator at ' || retracted_at || ' as part of series ' || retracted_series
        when verdict <> 'extracted' then verdict_reason
        when original_id <> file_id then 'the same bytes as ' || original_path
    end as reason
from joined;

pragma user_version = 1;
