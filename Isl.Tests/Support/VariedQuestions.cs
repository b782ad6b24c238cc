using System.Globalization;
using Isl.Api.Docs;
using Isl.Tests.Api;

namespace Isl.Tests.Support;

/// <summary>A hundred questions, no two alike: every kind there is, every algorithm with and without bootstrap, a million draws.</summary>
internal static class VariedQuestions
{
    /// <summary>How many there are.</summary>
    public const int Count = 100;

    private const string Paths = "/api/v1/causal/paths";
    private const string Hybrid = "/api/v1/causal/discover/hybrid";
    private const int FirstData = 950_000;

    private static readonly string[] Algorithms = ["notears", "pc", "ges", "lingam", "dagma", "correlation", "boss", "auto"];

    /// <summary>The kinds of question that are asked as the documents ask them, and where.</summary>
    private static readonly (string Path, string Example)[] Documented =
    [
        ("/api/v1/causal/estimate", "estimate"),
        ("/api/v1/causal/fit", "fit"),
        ("/api/v1/causal/attribute", "attribute"),
        ("/api/v1/causal/transport", "transport"),
        ("/api/v1/explain/contrastive", "contrastive"),
        ("/api/v1/explain/batch_contrastive", "batch_contrastive"),
        ("/api/v1/optimize/sequential", "sequential"),
        ("/api/v1/optimize/multi_objective", "multi_objective"),
        ("/api/v1/data/profile", "profile"),
        ("/api/v1/team/align", "team_align"),
        ("/api/v1/causal/drawing", "drawing"),
        ("/api/v1/causal/discover/knowledge", "discover_knowledge"),
        ("/api/v1/batch/validate", "batch_validate"),
        ("/api/v1/batch/counterfactuals", "counterfactuals_batch"),
    ];

    /// <summary>Path and body of a question.</summary>
    public static (string Path, string Body) Of(int number) => number switch
    {
        < 26 => MixedQuestions.Of(900_000 + number),
        < 40 => OfDocuments(Documented[number - 26]),
        < 56 => (Requests.Discover, Requests.Discovery(FirstData + number, Algorithms[number % Algorithms.Length])),
        < 72 => (
            Requests.Discover, Requests.Discovery(FirstData + number, Algorithms[number % Algorithms.Length], ", \"bootstrap\": 25, \"seed\": 3")),
        < 78 => (Requests.Strategies, Graph(number)),
        < 82 => (Paths, Graph(number)),
        < 86 => (Hybrid, Requests.Discovery(FirstData + number, more: ", \"domain_description\": \"A affects B. B affects C.\"")),
        < 90 => (ModelRequests.Batch, ModelRequests.Compare(ModelRequests.Chain, Scenarios(number), "\"seed\": 11")),
        < 94 => (ModelRequests.Counterfactual, Draws(number, 1_000_000)),
        < 97 => (ModelRequests.Intervals, ModelRequests.Conform(ModelRequests.Rows(20 + number), "\"alpha\": 0.05, \"seed\": 9")),
        _ => (ModelRequests.Counterfactual, Draws(number, 3_000_000)),
    };

    private static (string Path, string Body) OfDocuments((string Path, string Example) one) => (one.Path, Examples.All[one.Example].Request!);

    private static string Graph(int number)
    {
        var name = number.ToString(CultureInfo.InvariantCulture);
        var graph = $"dag {{ X -> M{name}; M{name} -> Y; U -> X; U -> Y; W -> X; V -> Y; W -> V }}";
        return $$"""{"dag_structure": "{{graph}}", "treatment": "X", "outcome": "Y"}""";
    }

    private static string Scenarios(int number) =>
        $$"""{"id": "a", "intervention": {"X": {{number}} } }, {"id": "b", "intervention": {"X": 1} }, {"id": "c", "intervention": {"M": 2} }""";

    private static string Draws(int number, int samples) =>
        ModelRequests.Ask(ModelRequests.Chain, """{"X": 2}""", $"\"samples\": {samples}, \"seed\": {number}");
}
