-- Version 4: what a build did with each model.

alter table runs add column whole_because text;   -- why everything was built anew; NULL when only what was touched

create table model_builds (
    run_id text not null,
    model_name text not null,
    is_rebuilt integer not null,
    rows_written integer not null,
    rows_kept integer not null,
    primary key (run_id, model_name)
);

pragma user_version = 4;
