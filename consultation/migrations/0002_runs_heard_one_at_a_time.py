from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("consultation", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="run",
            name="heard_at",
            field=models.DateTimeField(
                default=timezone.now,
                help_text="The last sign of life: a run long silent is dead.",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="run",
            name="bases",
            field=models.JSONField(default=dict, help_text="What every share is a share of."),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=("consultation",),
                name="one_run_at_a_time",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="clause_source",
            field=models.CharField(
                blank=True,
                default="",
                help_text="given, cited or allocated by the machine.",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="passage",
            name="theme",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddIndex(
            model_name="passage",
            index=models.Index(fields=["run", "response"], name="consultatio_run_id_fdf968_idx"),
        ),
    ]
