-- One row per scope, fact table and column: how often the value agrees with the figure printed at its evidence, by the
-- unit printed beside it. This needs no history and no opinion on what is plausible, so it holds for five reports too.
-- Sampled: 500 new documents and 500 of all. Figures in Chinese numerals are left out.
with new_documents as (
    select distinct document_key
    from candidate_documents
    where document_key not in (select document_key from published_documents)
),

scopes as (
    (
        select
            'new' as scope,
            document_key
        from new_documents
        order by hash(document_key), document_key
        limit 500
    )
    union all
    (
        select
            'all' as scope,
            document_key
        from (select distinct document_key from candidate_documents)
        order by hash(document_key), document_key
        limit 500
    )
),

sampled as (
    select distinct document_key from scopes
),

spending as (
    select
        spending_key as fact_key,
        approved_amount::double as approved_amount,
        adjusted_amount::double as adjusted_amount,
        executed_amount::double as executed_amount,
        unphased_amount::double as unphased_amount,
        change_amount::double as change_amount,
        declared_rate_pct::double as declared_rate_pct
    from candidate.main.fct_spending
    where document_key in (select document_key from sampled)
),

totals as (
    select
        report_totals_key as fact_key,
        approved_total_amount::double as approved_total_amount,
        adjusted_total_amount::double as adjusted_total_amount,
        executed_total_amount::double as executed_total_amount,
        declared_execution_rate_pct::double as declared_execution_rate_pct,
        self_score::double as self_score
    from candidate.main.fct_report_totals
    where document_key in (select document_key from sampled)
),

indicators as (
    select
        indicator_fact_key as fact_key,
        target_value::double as target_value,
        actual_value::double as actual_value,
        weight::double as weight,
        declared_score::double as declared_score,
        declared_completion_pct::double as declared_completion_pct
    from candidate.main.fct_indicators
    where document_key in (select document_key from sampled)
),

scores as (
    select
        score_key as fact_key,
        max_score::double as max_score,
        score::double as score,
        score_rate_pct::double as score_rate_pct
    from candidate.main.fct_scores
    where document_key in (select document_key from sampled)
),

statistics as (
    select
        statistic_key as fact_key,
        value::double as value -- noqa: RF04
    from candidate.main.fct_statistics
    where document_key in (select document_key from sampled)
),

figures as (
    select 'spending' as fact_table, * from (unpivot spending on columns(* exclude (fact_key)) into name column_name value figure)
    union all
    select 'report_totals', * from (unpivot totals on columns(* exclude (fact_key)) into name column_name value figure)
    union all
    select 'indicators', * from (unpivot indicators on columns(* exclude (fact_key)) into name column_name value figure)
    union all
    select 'scores', * from (unpivot scores on columns(* exclude (fact_key)) into name column_name value figure)
    union all
    select 'statistics', * from (unpivot statistics on columns(* exclude (fact_key)) into name column_name value figure)
),

prints as (
    select
        evidence.document_key,
        replace(evidence.fact_table, 'fct_', '') as fact_table,
        evidence.fact_key,
        evidence.column_name,
        -- The figure and the three characters after it: its unit often stands outside the evidence.
        translate(
            substr(texts.text, evidence.char_start + 1, evidence.char_end - evidence.char_start + 3),
            '０１２３４５６７８９．，％', '0123456789.,%'
        ) as around,
        translate(evidence.quote, '０１２３４５６７８９．，％', '0123456789.,%') as printed,
        documents.declared_amount_unit
    from candidate.main.fct_evidence as evidence
    inner join candidate.quality.document_texts as texts on texts.document_key = evidence.document_key
    left join (
        select
            document_key,
            any_value(declared_amount_unit) as declared_amount_unit
        from candidate.main.dim_reports
        group by document_key
    ) as documents on documents.document_key = evidence.document_key
    where evidence.document_key in (select document_key from sampled)
),

compared as (
    select
        prints.document_key,
        prints.fact_table,
        prints.column_name,
        abs(figures.figure) as size,
        figures.figure >= 0 or prints.column_name = 'change_amount' or regexp_matches(
            prints.around, '[-－−负减降]'
        ) as sign_agrees,
        contains(prints.column_name, 'amount') as is_amount,
        contains(prints.around, '万') as has_wan,
        contains(prints.around, '亿') or (
            contains(prints.column_name, 'amount') and contains(coalesce(prints.declared_amount_unit, ''), '亿')
        ) as has_yi,
        regexp_matches(prints.around, '[千百成‰]') as has_other,
        list_transform(
            regexp_extract_all(
                regexp_replace(
                    regexp_replace(prints.printed, '(\d),(\d)', '\1\2', 'g'), '(\d)\s*\.\s*(\d)', '\1.\2', 'g'
                ),
                '\d+(?:\.\d+)?'
            ),
            lambda printed: try_cast(printed as double)
        ) as numbers
    from prints
    inner join figures
        on
            figures.fact_table = prints.fact_table
            and figures.fact_key = prints.fact_key
            and figures.column_name = prints.column_name
),

judged as (
    select
        document_key,
        fact_table,
        column_name,
        sign_agrees and len(list_filter(
            numbers,
            lambda n:
            abs(size - n) <= 0.006 + size * 1e-9
            or (is_amount and abs(size - n * 1e3) <= 0.006 + size * 1e-9)
            or ((is_amount or has_wan) and abs(size - n * 1e4) <= 0.006 + size * 1e-9)
            or (has_yi and abs(size - n * 1e8) <= 0.006 + size * 1e-9)
            -- 千万, 百万, 成 and ‰ are rare: any power of ten will do.
            or (has_other and n > 0 and size > 0 and abs(log10(size / n) - round(log10(size / n))) < 1e-9)
        )) > 0 as agrees
    from compared
    where len(numbers) > 0
)

select
    scopes.scope,
    judged.fact_table,
    judged.column_name,
    count(*) as figures,
    count(*) filter (where judged.agrees) as agreeing_figures,
    avg(judged.agrees::integer) as agreeing_share
from judged
inner join scopes on scopes.document_key = judged.document_key
group by scopes.scope, judged.fact_table, judged.column_name
order by scopes.scope, judged.fact_table, judged.column_name
