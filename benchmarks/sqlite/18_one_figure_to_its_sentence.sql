select
    e.column_name,
    e.quote,
    substr(t.text, max(e.char_start - 60, 0) + 1, e.char_start - max(e.char_start - 60, 0))
    || '【' || substr(t.text, e.char_start + 1, e.char_end - e.char_start) || '】'
    || substr(t.text, e.char_end + 1, 60) as in_its_place,
    e.page
from fct_evidence as e
left join quality.document_texts as t on t.document_key = e.document_key
where
    e.fact_key = (
        select spending_key
        from fct_spending
        where breakdown = 'total' and not is_restatement
        order by executed_amount desc nulls last, spending_key
        limit 1
    )
    and e.column_name = 'executed_amount'
order by e.char_start;
