from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultation', '0025_proposers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('cleared_at', None), models.Q(('text', ''), _negated=True)), fields=['clause_version', 'response'], name='comments_to_clear'),
        ),
        migrations.AddIndex(
            model_name='hold',
            index=models.Index(fields=['raised_at'], name='holds_by_raising'),
        ),
        migrations.AddIndex(
            model_name='hold',
            index=models.Index(fields=['released_at'], name='holds_by_release'),
        ),
    ]
