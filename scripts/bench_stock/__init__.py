"""A site of stock Wagtail, for `bench_site.py` to compare with. It is no part of the product."""
