from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultation", "0003_respondent_types_and_kinds_of_question")]

    operations = [
        migrations.RenameField(model_name="passage", old_name="theme", new_name="themes"),
        migrations.AlterField(
            model_name="passage",
            name="themes",
            field=models.TextField(blank=True, help_text="Keys, separated by “; ”."),
        ),
        migrations.AlterField(
            model_name="passage",
            name="campaign",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="passage",
            name="cited",
            field=models.TextField(
                blank=True, default="", help_text="Every clause it cites, separated by “; ”."
            ),
            preserve_default=False,
        ),
    ]
