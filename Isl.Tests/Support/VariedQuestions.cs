using System.Globalization;
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

    /// <summary>Path and body of a question.</summary>
    public static (string Path, string Body) Of(int number) => number switch
    {
        < 40 => MixedQuestions.Of(900_000 + number),
        < 56 => (Requests.Discover, Requests.Discovery(FirstData + number, Algorithms[number % Algorithms.Length])),
        < 72 => (Requests.Discover, Requests.Discovery(FirstData + number, Algorithms[number % Algorithms.Length], ", \"bootstrap\": 25, \"seed\": 3")),
        < 78 => (Requests.Strategies, Graph(number)),
        < 82 => (Paths, Graph(number)),
        < 86 => (Hybrid, Requests.Discovery(FirstData + number, more: ", \"domain_description\": \"A affects B. B affects C.\"")),
        < 90 => (ModelRequests.Batch, ModelRequests.Compare(ModelRequests.Chain, Scenarios(number), "\"seed\": 11")),
        < 94 => (ModelRequests.Counterfactual, Draws(number, 1_000_000)),
        < 97 => (ModelRequests.Intervals, ModelRequests.Conform(ModelRequests.Rows(20 + number), "\"alpha\": 0.05, \"seed\": 9")),
        _ => (ModelRequests.Counterfactual, Draws(number, 3_000_000)),
    };

    private static string Graph(int number)
    {
        var name = number.ToString(CultureInfo.InvariantCulture);
        return $$"""{"dag_structure": "dag { X -> M{{name}}; M{{name}} -> Y; U -> X; U -> Y; W -> X; V -> Y; W -> V }", "treatment": "X", "outcome": "Y"}""";
    }

    private static string Scenarios(int number) =>
        $$"""{"id": "a", "intervention": {"X": {{number}} } }, {"id": "b", "intervention": {"X": 1} }, {"id": "c", "intervention": {"M": 2} }""";

    private static string Draws(int number, int samples) =>
        ModelRequests.Ask(ModelRequests.Chain, """{"X": 2}""", $"\"samples\": {samples}, \"seed\": {number}");
}
