-- A loaded file may have a reason too: what its reader could not read all of. The rest of the view is as it was.
drop view file_outcomes;

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
        else verdict_reason
    end as reason
from joined;

pragma user_version = 3;
