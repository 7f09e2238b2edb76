import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # The changes proposed are made anew by each run: those kept before are not carried over.

    dependencies = [
        ('consultation', '0024_publishing_progress'),
    ]

    operations = [
        migrations.DeleteModel(name='ProposedChange'),
        migrations.CreateModel(
            name='ProposedChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('insert', 'Insert'), ('delete', 'Delete'), ('replace', 'Replace'), ('move', 'Move'), ('other', 'Other')], max_length=10)),
                ('clause_start', models.PositiveIntegerField(null=True)),
                ('clause_end', models.PositiveIntegerField(null=True)),
                ('gives_words', models.BooleanField(default=False)),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consultation.clause')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='consultation.run')),
            ],
            options={
                'indexes': [models.Index(fields=['run', 'clause'], name='consultatio_run_id_53e0b4_idx')],
            },
        ),
        migrations.AddField(
            model_name='run',
            name='kept',
            field=models.PositiveSmallIntegerField(default=0, help_text='Which figures are kept with it: see rules.counting.KEPT.'),
        ),
        migrations.CreateModel(
            name='Proposer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('respondent_type', models.CharField(blank=True, max_length=50)),
                ('campaign', models.CharField(blank=True, max_length=100)),
                ('answer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='consultation.answer')),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposers', to='consultation.proposedchange')),
                ('comment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='consultation.comment')),
                ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='consultation.letter')),
                ('proposal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='consultation.proposal')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='consultation.response')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer__isnull', True), ('letter__isnull', True), ('proposal__isnull', True)), models.Q(('comment__isnull', True), ('letter__isnull', True), ('proposal__isnull', True)), models.Q(('answer__isnull', True), ('comment__isnull', True), ('proposal__isnull', True)), models.Q(('answer__isnull', True), ('comment__isnull', True), ('letter__isnull', True)), _connector='OR'), name='proposer_has_one_source'), models.UniqueConstraint(fields=('change', 'response'), name='one_proposer_each')],
            },
        ),
    ]
