"""The publish gate: what is looked at in a page before it becomes public, and what a municipality has said of it.

Rules are registered (`registry`), each reads the page as it would be published (`contents`) and tells its problems
(`problems`), each with the place in the form. A site's setting (`rule_settings`) says of each rule whether it stops,
warns or is silent. `stopping.GatedPage` refuses in the one method that every way to publish goes through.
"""
