from django.conf import settings
from django.db import migrations, models

from fitapp.lib.indexes import AddIndexQuietly


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('training', '0008_marks_videos_popularity'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddIndexQuietly(
            model_name='session',
            index=models.Index(fields=['trainee', 'day'], include=('id',), name='days_of_sessions'),
        ),
        migrations.RemoveIndex(
            model_name='session',
            name='sessions_by_day',
        ),
    ]
