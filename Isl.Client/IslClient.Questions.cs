using System.Text.Json.Nodes;

namespace Isl.Client;

/// <content>The questions by name.</content>
public sealed partial class IslClient
{
    /// <summary>Is an effect identifiable, and what to adjust for?</summary>
    public async Task<IdentificationAnswer> ValidateAsync(
        Graph graph, string treatment, string outcome, object? more = null, CancellationToken cancellationToken = default) =>
        new(await AskJsonAsync("causal/validate", OfEffect(graph, treatment, outcome, more), cancellationToken).ConfigureAwait(false));

    /// <summary>Which ways are there to identify an effect, best first?</summary>
    public Task<Answer> StrategiesAsync(
        Graph graph, string treatment, string outcome, object? more = null, CancellationToken cancellationToken = default) =>
        AskAsync("validation/strategies", OfEffect(graph, treatment, outcome, more), cancellationToken);

    /// <summary>Which paths join two nodes, and what blocks them?</summary>
    public Task<Answer> PathsAsync(Graph graph, string from, string to, object? more = null, CancellationToken cancellationToken = default) =>
        AskAsync("causal/paths", OfEffect(graph, from, to, more), cancellationToken);

    /// <summary>Does a set of nodes m-separate two others?</summary>
    public Task<Answer> SeparationAsync(
        Graph graph,
        IEnumerable<string> x,
        IEnumerable<string> y,
        IEnumerable<string> given,
        object? more = null,
        CancellationToken cancellationToken = default) => AskAsync(
            "causal/separation",
            Wire.Question(more, Of(graph), ("x", Wire.NodeOf(x)), ("y", Wire.NodeOf(y)), ("given", Wire.NodeOf(given))),
            cancellationToken);

    /// <summary>Which graph do data suggest?</summary>
    /// <param name="table">The data.</param>
    /// <param name="algorithm">
    /// <c>notears</c>, <c>dagma</c>, <c>pc</c>, <c>ges</c>, <c>boss</c>, <c>lingam</c>, <c>correlation</c> or <c>auto</c>.
    /// </param>
    /// <param name="more">Further members of the question.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DiscoveryAnswer> DiscoverAsync(
        Table table, string? algorithm = null, object? more = null, CancellationToken cancellationToken = default) =>
        new(await AskJsonAsync("causal/discover", Of(table, Wire.Question(more, ("algorithm", algorithm))), cancellationToken).ConfigureAwait(false));

    /// <summary>Which graph do plain English sentences describe?</summary>
    public async Task<DiscoveryAnswer> DiscoverFromTextAsync(
        string description, IEnumerable<string> variables, object? more = null, CancellationToken cancellationToken = default) =>
        new(await AskJsonAsync(
            "causal/discover/knowledge",
            Wire.Question(more, ("domain_description", description), ("variable_names", Wire.NodeOf(variables))),
            cancellationToken).ConfigureAwait(false));

    /// <summary>How much does a treatment change an outcome, how sure is that, and what could make it wrong?</summary>
    public Task<Answer> EstimateAsync(
        Graph graph, Table table, string treatment, string outcome, object? more = null, CancellationToken cancellationToken = default) =>
        AskAsync("causal/estimate", Of(table, OfEffect(graph, treatment, outcome, more)), cancellationToken);

    /// <summary>What stands in a table, and what should be done about it?</summary>
    public Task<Answer> ProfileAsync(Table table, object? more = null, CancellationToken cancellationToken = default) =>
        AskAsync("data/profile", Of(table, Wire.Question(more)), cancellationToken);

    /// <summary>Which structural model do a graph and a table give? Its <c>model</c> can be asked about.</summary>
    public Task<Answer> FitAsync(Graph graph, Table table, object? more = null, CancellationToken cancellationToken = default) =>
        AskAsync("causal/fit", Of(table, Wire.Question(more, Of(graph))), cancellationToken);

    /// <summary>What would the variables be under an intervention?</summary>
    /// <param name="model">The structural model, as an object with the members of the HTTP contract, or the <c>model</c> of an answer.</param>
    /// <param name="intervention">What is set, by variable: numbers, or names of categories.</param>
    /// <param name="more">Further members of the question, such as <c>context</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CounterfactualAnswer> CounterfactualAsync(
        object model, object intervention, object? more = null, CancellationToken cancellationToken = default) =>
        new(await AskJsonAsync(
            "causal/counterfactual",
            Of(model, Wire.Question(more, ("intervention", Wire.NodeOf(intervention)))),
            cancellationToken).ConfigureAwait(false));

    /// <summary>How do several interventions compare, on the same draws?</summary>
    public Task<Answer> CompareAsync(object model, object scenarios, object? more = null, CancellationToken cancellationToken = default) =>
        AskAsync("batch/counterfactuals", Of(model, Wire.Question(more, ("scenarios", Wire.NodeOf(scenarios)))), cancellationToken);

    /// <summary>Between which bounds will the outcome of a new case lie, with which guarantee?</summary>
    public Task<Answer> ConformalAsync(object model, object intervention, object? more = null, CancellationToken cancellationToken = default) =>
        AskAsync("causal/conformal", Of(model, Wire.Question(more, ("intervention", Wire.NodeOf(intervention)))), cancellationToken);

    /// <summary>Can an effect be carried from one population to another?</summary>
    public Task<Answer> TransportAsync(object question, CancellationToken cancellationToken = default) =>
        AskAsync("causal/transport", question, cancellationToken);

    /// <summary>Which decisions, step by step, are best?</summary>
    public Task<Answer> OptimiseAsync(object question, CancellationToken cancellationToken = default) =>
        AskAsync("optimize/sequential", question, cancellationToken);

    private static JsonObject OfEffect(Graph graph, string treatment, string outcome, object? more) =>
        Wire.Question(more, Of(graph), ("treatment", treatment), ("outcome", outcome));

    private static (string Name, JsonNode? Value) Of(Graph graph) => ("dag_structure", graph.ToJson());

    private static JsonObject Of(Table table, JsonObject question)
    {
        table.AddTo(question);
        return question;
    }

    private static JsonObject Of(object model, JsonObject question)
    {
        question["model"] = Wire.NodeOf(model);
        return question;
    }
}
