"""Articles: text, Markdown and HTML come in, their structure with character spans comes out."""
