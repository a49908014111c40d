from django.core.management import call_command


def test_the_table_for_people_says_what_the_policy_says():
    call_command("document_access", check=True)
