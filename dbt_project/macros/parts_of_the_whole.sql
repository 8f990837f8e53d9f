{#- Which items divide the office's whole money, and which only divide a part of it again. What an item is comes from its name
    and fund; the rows it is held against are those of one list (`partition`).

    One list may hold 基本支出 980, its parts 人员经费 790 and 公用经费 190, and 项目支出 470: the whole is 1,450, not 2,430. -#}

{#- What the name of a part by nature says it is; an empty text for 人员经费, 公用经费 and whatever else divides 基本支出. -#}
{% macro nature_word(name) -%}
    {{ regexp_part(
        name, '人员类|运转类|特定目标类|基本支出|项目(支出|经费|开支)|上缴上级|经营支出|补助支出'
    ) }}
{%- endmacro %}

{#- Whether a part by nature is one of the whole. 人员类 is a part of 基本支出, 运转类 and 特定目标类 are parts of 项目支出, where
    these stand too; 人员经费 and 公用经费 are where they stand for 基本支出, both of them, beside other parts. -#}
{% macro is_nature_of_the_whole(name, partition) -%}
    {%- set over = 'over (partition by ' ~ partition | join(', ') ~ ')' -%}
    {%- set has_basic = "bool_or(" ~ nature_word(name) ~ " = '基本支出') " ~ over -%}
    {%- set has_project = "bool_or(" ~ nature_word(name) ~ " like '项目%') " ~ over -%}
    case
        when {{ nature_word(name) }} = '人员类' then not {{ has_basic }}
        when {{ nature_word(name) }} in ('运转类', '特定目标类') then not {{ has_project }}
        when {{ nature_word(name) }} <> '' then true
        else
            not {{ has_basic }}
            and bool_or({{ nature_word(name) }} <> '') {{ over }}
            and bool_or({{ name }} like '%人员%') {{ over }}
            and bool_or({{ name }} like '%公用%') {{ over }}
    end
{%- endmacro %}

{#- 财政拨款 is made of the budgets and levels that stand beside it: a list is added with it or with them, never with both. -#}
{% macro is_group_of_funds(fund_key) -%}
    coalesce({{ fund_key }} = 'fiscal_appropriation', false)
{%- endmacro %}
{% macro is_fund_of_a_group(fund_key) -%}
    coalesce({{ fund_key }} in (
        'general_public_budget', 'government_fund_budget', 'state_capital_budget', 'central_funds',
        'provincial_funds', 'city_funds', 'county_funds', 'lottery'
    ), false)
{%- endmacro %}
