"""Quizapp: civics articles in, question banks with proof out, quizzes taken, scored and reviewed."""
