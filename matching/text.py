"""TF-IDF of words and of character n-grams (Salton and Buckley 1988), half each."""

from scipy.sparse import csr_array, hstack

__all__ = ["text_vectors"]

WORDS = {"analyzer": "word", "sublinear_tf": True, "stop_words": "english"}
PARTS_OF_WORDS = {"analyzer": "char_wb", "ngram_range": (3, 5), "sublinear_tf": True}


def text_vectors(own: list[str], others: list[str]) -> tuple[csr_array, csr_array]:
    """Unit vectors of texts on both sides; the product of two is how alike they are, from 0 to 1.

    Examples
    --------
    >>> own, others = text_vectors(["contract law"], ["law of contracts", "baking"])
    >>> alike = (own @ others.T).toarray()[0]
    >>> bool(alike[0] > 0.4), float(alike[1])
    (True, 0.0)
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  # lazy: slow to load, seldom used

    blocks = []
    for settings in (WORDS, PARTS_OF_WORDS):
        try:
            blocks.append(TfidfVectorizer(**settings).fit_transform(own + others))
        except ValueError:  # nothing but stop words
            continue
    if not blocks:
        return csr_array((len(own), 1)), csr_array((len(others), 1))
    both = csr_array(hstack(blocks)) * len(blocks) ** -0.5
    return csr_array(both[: len(own)]), csr_array(both[len(own) :])
