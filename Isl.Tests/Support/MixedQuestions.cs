using System.Globalization;
using Isl.Tests.Api;

namespace Isl.Tests.Support;

/// <summary>Numbered questions of all kinds, each with one answer only; another number gives another question.</summary>
internal static class MixedQuestions
{
    /// <summary>Path and body of a question.</summary>
    /// <param name="number">Its number.</param>
    public static (string Path, string Body) Of(int number)
    {
        var name = number.ToString(CultureInfo.InvariantCulture);
        return (number % 10) switch
        {
            0 or 1 => (Requests.Validate, Effect(name, "Z -> {0}; Z -> Y")),
            2 => (Requests.Validate, Effect(name, "{0} -> M; M -> Y; U -> {0}; U -> Y; W -> Z; Z -> M")),
            3 => (Requests.Separation,
                $$"""{"dag_structure": "dag { A{{name}} -> B -> C; D -> C }", "x": ["A{{name}}"], "y": ["D"], "given": ["C"]}"""),
            4 => ("/api/v1/causal/paths", Effect(name, "Z -> {0}; Z -> Y; {0} -> C; Y -> C")),
            5 => (ModelRequests.Counterfactual, Predict(name, 1000)),
            6 => (ModelRequests.Counterfactual, Predict(name, 50_000)),
            7 => (ModelRequests.Intervals, ModelRequests.Conform(ModelRequests.Rows(40 + (number % 97)), $"\"alpha\": 0.1, \"seed\": {name}")),
            8 => (Requests.Discover, Requests.Discovery(number)),
            _ => (Requests.Discover, Requests.Discovery(number, "pc", number % 20 == 9 ? ", \"bootstrap\": 20" : "")),
        };
    }

    private static string Effect(string name, string others)
    {
        var edges = others.Replace("{0}", $"T{name}", StringComparison.Ordinal);
        return $$"""{"dag_structure": "dag { T{{name}} -> Y; {{edges}} }", "treatment": "T{{name}}", "outcome": "Y"}""";
    }

    private static string Predict(string name, int samples) =>
        ModelRequests.Ask(ModelRequests.Chain, """{"X": 2}""", $"\"samples\": {samples}, \"seed\": {name}");
}
