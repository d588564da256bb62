"""Articles: text, Markdown, HTML, Word and PDF come in, their structure with character spans comes out."""
