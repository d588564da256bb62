"""Form fields for numbers, which say in plain words what they expect."""

from wtforms import DecimalField, IntegerField


class WholeNumberField(IntegerField):
    """Raises its own words for what is no whole number."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as problem:
            raise ValueError("Write a whole number in digits, such as 20.") from problem


class PointsField(DecimalField):
    """A number with or without a part behind the point; a comma is taken for the point."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([value.replace(",", ".") for value in valuelist])
        except ValueError:
            self.data = None
        # Infinity and "not a number" are decimals, too.
        if valuelist and (self.data is None or not self.data.is_finite()):
            self.data = None
            raise ValueError("Write a number in digits, such as 6.5.")
