"""The list of imports."""

from archive.models import Article, ImportBatch


def test_counts_read_as_words(full, curator):
    assert "1,200 new, 1 warnings" in curator.get(ImportBatch).content.decode()


def test_remarks_are_listed(full, curator):
    page = curator.get(ImportBatch, "change", ImportBatch.objects.get().pk).content.decode()
    assert "<li>1.txt:7: warning: “Aliev” is the name of 2 records" in page


def test_a_remark_is_shown_as_text_and_not_as_markup(full, curator):
    ImportBatch.objects.update(remarks=["<b>bold</b>"])
    page = curator.get(ImportBatch, "change", ImportBatch.objects.get().pk).content.decode()
    assert "&lt;b&gt;bold" in page


def test_the_number_of_articles_leads_to_their_list(full, curator):
    batch = ImportBatch.objects.get()
    assert curator.found(Article, batch__id__exact=batch.pk) == set(batch.articles.all())
