import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultation', '0006_closes_after_it_opens'),
    ]

    operations = [
        migrations.AlterField(
            model_name='draftcomment',
            name='clause_version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consultation.clauseversion'),
        ),
    ]
