from django.db import migrations, models

from meetings.minutes.topics import topic_of  # the rule as it is: who changes it fills the column anew behind it

AT_ONCE = 2000


def fill(apps, schema_editor):
    items = apps.get_model("meetings", "AgendaItem").objects.using(schema_editor.connection.alias)
    last = 0
    while rows := list(items.filter(pk__gt=last).order_by("pk").values_list("pk", "title")[:AT_ONCE]):
        last = rows[-1][0]
        topics = [(topic, pk) for pk, title in rows if (topic := topic_of(title))]
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany("UPDATE meetings_agendaitem SET topic = %s WHERE id = %s", topics)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0010_edition'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaitem',
            name='topic',
            field=models.CharField(blank=True, default='', editable=False, help_text='What items of one title share.', max_length=200),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='agendaitem',
            index=models.Index(fields=['meeting', 'topic', 'restricted'], name='item_topic_in_meeting'),
        ),
    ]
