{#- Macros kept in the published file. An office is found by any part of its name; a year left out means every year. -#}
{% macro stored_macros() -%}
    {%- set grades = 'select grade, lowest_score from seeds.grade_thresholds order by lowest_score desc nulls last' -%}
    {%- set thresholds = run_query(grades) -%}

create or replace macro wan(yuan) as cast(yuan * 0.0001 as decimal(20, 6));
comment on macro wan is 'Yuan in 万元, exact ｜ 元折为万元';

create or replace macro yi(yuan) as cast(yuan * 0.00000001 as decimal(20, 10));
comment on macro yi is 'Yuan in 亿元, exact ｜ 元折为亿元';

create or replace macro rate_pct(part, whole) as
    round(cast(part as double) / nullif(cast(whole as double), 0) * 100, 4);
comment on macro rate_pct is 'Part of a whole in percent points; NULL for a whole of 0 ｜ 百分率；分母为0时为空';

create or replace macro grade_of(score, full_marks := 100) as case
    {%- for row in thresholds.rows %}
    when {{ 'score is not null and full_marks > 0' if row[1] is none else 'cast(score as double) / nullif(full_marks, 0) * 100 >= ' ~ row[1] }} then '{{ row[0] }}'
    {%- endfor %}
end;
comment on macro grade_of is 'Official grade of a score out of full marks ｜ 按规定分档的等级';

{#- The columns of the subquery bear names that no argument can: an argument is bound inside it first. -#}
create or replace macro passage(document, first_char, last_char, around := 60) as (
    select
        substr(_text, greatest(first_char - around, 0) + 1, first_char - greatest(first_char - around, 0))
        || '【' || substr(_text, first_char + 1, last_char - first_char) || '】'
        || substr(_text, last_char + 1, around)
    from (select document_key as _document, text as _text from quality.document_texts)
    where _document = document
);
comment on macro passage is 'A place of a document in its surrounding text, marked 【 】 ｜ 原文所在的上下文，以【】标出';

create or replace macro offices_named(office) as table
    select
        offices.office_key,
        offices.office_name,
        offices.office_type,
        districts.district_name,
        districts.city_name,
        districts.province_name
    from main.dim_offices as offices
    left join main.dim_districts as districts on offices.district_key = districts.district_key
    where contains(offices.office_name, office)
    order by offices.office_name;
comment on macro table offices_named is 'Offices by a part of their name ｜ 按名称的一部分查单位';

create or replace macro office_over_years(office) as table
    select * from main.offices_over_years
    where contains(office_name, office)
    order by office_name, scope, year_key;
comment on macro table office_over_years is 'An office, year by year, in 万元 ｜ 单位历年情况，万元';

create or replace macro peers_of(office, budget_year := null) as table
    select * from main.office_peers
    where contains(office_name, office) and (budget_year is null or year_key = budget_year)
    qualify min(case peer_level when 'district' then 1 when 'city' then 2 else 3 end)
        over (partition by report_key)
        = case peer_level when 'district' then 1 when 'city' then 2 else 3 end
    order by office_name, year_key, peer_office_name;
comment on macro table peers_of is 'Offices of the same type in the same year, as near as there are any: district, else city, else province ｜ 最近范围内的同类单位';

create or replace macro spending_of(office, budget_year := null) as table
    select * from main.spending_wan
    where contains(office_name, office) and (budget_year is null or year_key = budget_year) and not is_restatement
    order by office_name, year_key, breakdown, document_key, quote;
comment on macro table spending_of is 'Money of an office in 万元, restatements left out. Never add a total to its parts: breakdown says which is which ｜ 单位收支明细，万元，不含复述；合计与分项不可相加';

{% for name, relation, english, chinese in [
    ('indicators_of', 'indicators_wide', 'Indicators of an office', '单位绩效指标'),
    ('contradictions_of', 'contradictions_explained', 'Where the reports of an office disagree', '单位报告中的矛盾'),
] %}
create or replace macro {{ name }}(office, budget_year := null) as table
    select * from main.{{ relation }}
    where contains(office_name, office) and (budget_year is null or year_key = budget_year);
comment on macro table {{ name }} is '{{ english }} ｜ {{ chinese }}';
{% endfor %}

{%- for name, fact, english, chinese in [
    ('findings_of', 'fct_findings', 'Problems and measures an office reports', '单位存在问题与改进措施'),
    ('scores_of', 'fct_scores', 'Self-score of an office', '单位自评得分'),
    ('tasks_of', 'fct_tasks', 'Annual tasks of an office', '单位年度任务'),
    ('statistics_of', 'fct_statistics', 'Quantities an office states in prose', '单位正文统计数'),
] %}
create or replace macro {{ name }}(office, budget_year := null) as table
    select
        offices.office_name,
        facts.*
    from main.{{ fact }} as facts
    inner join main.dim_offices as offices on facts.office_key = offices.office_key
    where contains(offices.office_name, office) and (budget_year is null or facts.year_key = budget_year);
comment on macro table {{ name }} is '{{ english }} ｜ {{ chinese }}';
{% endfor %}

create or replace macro evidence_of(fact) as table
    select
        fact_table,
        column_name,
        quote,
        passage(document_key, char_start, char_end) as in_its_place,
        page,
        sheet_name,
        table_seq,
        row_seq,
        column_seq,
        extraction_rule,
        document_key
    from main.fct_evidence
    where fact_key = fact
    order by char_start, column_name;
comment on macro table evidence_of is 'Every figure of a fact, in its place in the report ｜ 一条事实的各个数字及其原文出处';
{%- endmacro %}
