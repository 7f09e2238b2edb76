from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("consultation", "0007_draft_comments_have_a_clause"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="hold", name="hold_has_one_source"),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer__isnull", True),
                        ("comment__isnull", False),
                        ("letter__isnull", True),
                    ),
                    models.Q(
                        ("answer__isnull", False),
                        ("comment__isnull", True),
                        ("letter__isnull", True),
                    ),
                    models.Q(("answer__isnull", True), ("comment__isnull", True)),
                    _connector="OR",
                ),
                name="hold_has_one_source",
            ),
        ),
    ]
