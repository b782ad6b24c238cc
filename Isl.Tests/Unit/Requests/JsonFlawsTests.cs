using System.Text;
using Isl.Api.Endpoints.Identification;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Tests.Unit.Requests;

/// <summary>The habits behind bodies that are not JSON, each told with its place and its remedy.</summary>
public sealed class JsonFlawsTests
{
    [Theory]
    [InlineData("{'treatment': 'X'}", "", "double quotes, not in single ones")]
    [InlineData("{\"treatment\": 'X'}", "/treatment", "json.dumps")]
    [InlineData("{\"treatment\": \"X\",}", "", "Leave out the last comma")]
    [InlineData("{\"treatments\": [\"X\", \"Z\",]}", "/treatments/2", "Leave out the last comma")]
    [InlineData("{\"conditions\": None}", "/conditions", "None is not JSON. Write null")]
    [InlineData("{\"data\": [{\"A\": NaN}]}", "/data/0/A", "null for a missing value")]
    [InlineData("{\"data\": [{\"A\": -Infinity}]}", "/data/0/A", "Infinity is not JSON")]
    [InlineData("{\"data\": [{\"A\": nan}]}", "/data/0/A", "nan is not JSON")]
    [InlineData("{\"analyze\": True}", "/analyze", "Write true, in lower case")]
    [InlineData("{\"analyze\": False}", "/analyze", "Write false, in lower case")]
    [InlineData("{treatment: \"X\"}", "", "the name treatment must stand in double quotes")]
    [InlineData("{\"treatment\": X}", "/treatment", "Put texts in double quotes: \"X\"")]
    [InlineData("{\"treatment\" = \"X\"}", "", "a colon stands between")]
    [InlineData("{\"treatment\": \"X\" \"outcome\": \"Y\"}", "", "a comma is missing")]
    [InlineData("{\"treatment\": \"X\" // exposure\n}", "", "JSON has no comments")]
    [InlineData("{\"alpha\": .05}", "/alpha", "Write 0.5 instead of .5")]
    [InlineData("{\"alpha\": +5}", "/alpha", "begins with a digit or '-'")]
    [InlineData("{\"max_sets\": 007}", "/max_sets", "no leading zeros")]
    [InlineData("{\"treatment\": “X”}", "/treatment", "typographic quotes")]
    [InlineData("{\"dag\": \"A -> B\nB -> C\"}", "/dag", "a line break within it as \\n")]
    [InlineData("{\"dag\": \"C:\\data\"}", "/dag", "Write a backslash itself as \\\\")]
    [InlineData("{\"treatment\": \"X\"", "", "the text ends before it is complete")]
    [InlineData("{\"treatment\": \"X\"} {\"outcome\": \"Y\"}", "", "more text follows the end")]
    [InlineData("{\"treatment\": }", "/treatment", "invalid start of a value")]
    [InlineData("{\"given\": [,]}", "/given/0", "a value is missing before the comma")]
    public void At_Habit_IsToldWithPlaceAndRemedy(string body, string place, string says)
    {
        var error = Mistake(body);

        Assert.Equal(place, error.Path);
        Assert.StartsWith("The body is not valid JSON at line ", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A,B\n1,2\n3,4\n", "The body is CSV")]
    [InlineData("A;B\n1;2\n", "Content-Type: text/csv")]
    [InlineData("dag { X -> Y }", "The body is graph text")]
    [InlineData("X -> Y\nZ -> X", "dag_structure")]
    [InlineData("treatment=X&outcome=Y", "form fields")]
    [InlineData("<html><body>502</body></html>", "XML or HTML")]
    [InlineData("treatment: X\noutcome: Y\n", "The body is YAML")]
    [InlineData("'{\"treatment\": \"X\"}'", "begins with a single quote")]
    [InlineData("@request.json", "the name of a file")]
    public void At_OtherLanguage_IsNamed(string body, string says)
    {
        var error = Mistake(body);

        Assert.Equal("", error.Path);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private static InputError Mistake(string body)
    {
        var thrown = Assert.Throws<InputException>(
            () => RequestBody.Parse<ValidateRequest>(Encoding.UTF8.GetBytes(body), Reading.WithDefaults()));
        return Assert.Single(thrown.Errors);
    }
}
