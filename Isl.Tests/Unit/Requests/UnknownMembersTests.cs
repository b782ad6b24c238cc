using System.Text;
using Isl.Api.Endpoints.Conformal;
using Isl.Api.Endpoints.Counterfactuals;
using Isl.Api.Endpoints.Discovery;
using Isl.Api.Endpoints.Identification;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;

namespace Isl.Tests.Unit.Requests;

public sealed class UnknownMembersTests
{
    [Theory]
    [InlineData("adjustment_sets", "did you mean `adjustment_set`")]
    [InlineData("condition", "did you mean `conditions`")]
    [InlineData("latent", "it belongs in dag_structure")]
    [InlineData("exposure", "did you mean `treatment`")]
    [InlineData("mediator", "did you mean `mediators`")]
    [InlineData("colour", "its fields are dag_structure, dag, treatment, outcome")]
    public void Refuse_FieldOfAValidateRequest_SaysWhatIsMeant(string name, string says) => AssertSays<ValidateRequest>(name, says);

    [Theory]
    [InlineData("z", "did you mean `given`")]
    [InlineData("conditioning_set", "did you mean `given`")]
    [InlineData("effect", "direct ones by causal/validate")]
    public void Refuse_OtherWordForGiven_NamesIt(string name, string says) => AssertSays<SeparationRequest>(name, says);

    [Theory]
    [InlineData("evidence", "did you mean `context`")]
    [InlineData("observed", "did you mean `context`")]
    [InlineData("n_samples", "did you mean `samples`")]
    [InlineData("equations", "it belongs in model")]
    public void Refuse_OtherWordOfACounterfactual_NamesIt(string name, string says) => AssertSays<CounterfactualRequest>(name, says);

    [Theory]
    [InlineData("background_knowledge", "did you mean `prior_knowledge`")]
    [InlineData("forbidden_edges", "it belongs in prior_knowledge")]
    [InlineData("alhpa", "did you mean `alpha`")]
    public void Refuse_FieldOfADiscovery_SaysWhatIsMeant(string name, string says) => AssertSays<HybridRequest>(name, says);

    [Fact]
    public void Refuse_FieldOfAConformalQuestion_SaysWhatIsMeant() => AssertSays<ConformalRequest>("calibration", "did you mean `calibration_data`");

    [Theory]
    [InlineData("_note")]
    [InlineData("x-trace")]
    [InlineData("X-Trace")]
    public void Refuse_CallersOwnNote_LetsItThrough(string name)
    {
        var reading = Reading.WithDefaults();

        RequestBody.Parse<PathsRequest>(Encoding.UTF8.GetBytes($"{{\"{name}\": 1}}"), reading);

        Assert.True(reading.Errors.None);
    }

    [Theory]
    [InlineData("latents", "did you mean `latent`")]
    [InlineData("bidirected_edges", "did you mean `bidirected`")]
    [InlineData("selection", "`selected`")]
    public void Refuse_MemberOfAGraph_SaysWhatIsMeant(string name, string says)
    {
        var reading = ReadGraph($"{{\"nodes\": [\"A\"], \"{name}\": []}}");

        var error = Assert.Single(reading.Errors.All);
        Assert.Equal($"/dag_structure/{name}", error.Path);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metadata")]
    [InlineData("dag_hash")]
    [InlineData("_layout")]
    public void Refuse_MemberThatAnswersBringAlong_LetsItThrough(string name) =>
        Assert.True(ReadGraph($"{{\"nodes\": [\"A\"], \"{name}\": null}}").Errors.None);

    [Theory]
    [InlineData("""{"variables": ["X"], "equation": {}}""", "/model/equation", "`equations`")]
    [InlineData(
        """{"variables": ["X"], "equations": {"X": {"formula": "1", "noise": "normal(0, 1)"}}}""",
        "/model/equations/X/noise",
        "`noise_dist`")]
    [InlineData("""{"variables": ["X"], "equations": {"X": {"formula": "1", "a/b": 1}}}""", "/model/equations/X/a~1b", "formula, noise_dist")]
    [InlineData(
        """{"variables": ["X"], "distributions": {"X": {"type": "normal", "params": {"mean": 0, "std": 1}}}}""",
        "/model/distributions/X/params",
        "`parameters`")]
    public void Refuse_PartOfAModel_SaysWhatIsMeant(string model, string path, string says)
    {
        var reading = ReadModel(model);

        Assert.Contains(
            reading.Errors.All,
            error => error.Path == path && error.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Refuse_NotesOfAModel_LetsThemThrough() =>
        Assert.True(ReadModel(
            """
            {"variables": ["X"], "name": "shop", "metadata": {"by": 1}, "_x": 0,
             "equations": {"X": {"formula": "1", "unit": "EUR", "parents": [], "type": "linear"}}}
            """).Errors.None);

    private static void AssertSays<T>(string name, string says)
        where T : class
    {
        var reading = Reading.WithDefaults();

        RequestBody.Parse<T>(Encoding.UTF8.GetBytes($"{{\"{name}\": 1}}"), reading);

        var error = Assert.Single(reading.Errors.All);
        Assert.Equal($"/{name}", error.Path);
        Assert.Contains($"`{name}`", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private static Reading ReadGraph(string graph)
    {
        var reading = Reading.WithDefaults();
        var body = Encoding.UTF8.GetBytes($"{{\"dag_structure\": {graph}}}");
        GraphReader.Read(RequestBody.Parse<ValidateRequest>(body, reading), reading);
        return reading;
    }

    private static Reading ReadModel(string model)
    {
        var reading = Reading.WithDefaults();
        ModelReader.Read(RequestBody.Parse<CounterfactualRequest>(Encoding.UTF8.GetBytes($"{{\"model\": {model}}}"), reading).Model, reading);
        return reading;
    }
}
