using System.Collections.Immutable;
using System.Text.Json;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Requests.Fitting;

/// <summary>A question about a model of a graph and a table.</summary>
/// <param name="Question">The question.</param>
/// <param name="Data">The table.</param>
public sealed record FitAsked(FitQuestion Question, Dataset Data);

/// <summary>Reads what has a model fitted.</summary>
internal static class FitReader
{
    private static readonly JsonPointer Graph = JsonPointer.Root.Member("dag_structure");
    private static readonly JsonPointer FamiliesPlace = JsonPointer.Root.Member("families");
    private static readonly JsonPointer WeightsPlace = JsonPointer.Root.Member("weights");

    private static readonly ImmutableArray<(string Name, EquationFamily Value)> Families = Named<EquationFamily>();
    private static readonly ImmutableArray<(string Name, NoiseForm Value)> Noises = Named<NoiseForm>();
    private static readonly ImmutableArray<(string Name, bool Value)> WeightKinds = [("sampling", false), ("frequency", true)];

    private static readonly ImmutableArray<(string Name, MissingPolicy Value)> Policies =
        [("refuse", MissingPolicy.Refuse), ("drop_rows", MissingPolicy.DropRows)];

    /// <summary>Does a request bring a graph or a table, so that a model is to be fitted?</summary>
    public static bool IsAsked(IFitRequest request) =>
        request.DagStructure is not null || request.Dag is not null || TableReader.HasTable(request);

    /// <summary>The question and the table; null where something is wrong, which is noted.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reading">Takes the mistakes.</param>
    public static FitAsked? Read(IFitRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var graph = GraphReader.Read(request, reading)?.Graph;
        if (graph is not null)
        {
            CheckGraph(graph, errors);
        }

        var missing = Fields.Choice(request.Missing, Policies, MissingPolicy.Refuse, JsonPointer.Root.Member("missing"), errors);
        var weights = ReadWeights(request.Weights, errors);
        var needed = graph is null ? null : graph.Nodes.Concat(weights is null ? [] : [weights.Column]).ToHashSet(StringComparer.Ordinal);
        var table = TableReader.ReadOpen(request, reading, needed: needed, minRows: MinRows, gaps: missing);
        var question = new FitQuestion(
            graph ?? NoGraph,
            table?.Reading ?? TableReading.Plain,
            ReadFamilies(request.Families, graph, errors),
            Fields.Choice(request.Noise, Noises, NoiseForm.Auto, JsonPointer.Root.Member("noise"), errors),
            missing == MissingPolicy.DropRows,
            weights,
            (int)Fields.InRange(
                request.Folds ?? FitQuestion.DefaultFolds,
                FitQuestion.LeastFolds,
                FitQuestion.MostFolds,
                JsonPointer.Root.Member("folds"),
                errors),
            request.Seed);
        if (graph is null || table is null)
        {
            return null;
        }

        CheckColumns(graph, table, errors);
        CheckWeights(weights, table, errors);
        return errors.None ? new FitAsked(question, table.Data) : null;
    }

    private const int MinRows = 3;

    private static CausalGraph NoGraph { get; } = new() { Nodes = [], Edges = [], Bidirected = [], Latent = [] };

    private static ImmutableArray<(string Name, T Value)> Named<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => (JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), value))];

    /// <summary>A model has independent noises, so a graph with unmeasured causes has none that could be fitted.</summary>
    public static void CheckGraph(CausalGraph graph, RequestErrors errors)
    {
        string Name(int node) => graph.Nodes[node];
        if (!graph.Latent.IsEmpty)
        {
            errors.Add(
                Graph.Member("latent"),
                $"{string.Join(", ", graph.Latent.Select(Name))} cannot be fitted, because nothing is measured there; "
                + "leave such nodes out only if they cause at most one other node.");
        }

        if (!graph.Bidirected.IsEmpty)
        {
            var pairs = string.Join(", ", graph.Bidirected.Select(edge => $"{Name(edge.From)} <-> {Name(edge.To)}"));
            errors.Add(
                Graph.Member("bidirected"),
                $"{pairs} share an unmeasured cause, and a fitted model has independent noises; ask causal/estimate for an effect instead.");
        }

        if (!graph.Undirected.IsEmpty)
        {
            var pairs = string.Join(", ", graph.Undirected.Select(edge => $"{Name(edge.From)} -- {Name(edge.To)}"));
            errors.Add(Graph.Member("undirected"), $"{pairs} have no direction; give each edge one.");
        }

        if (!graph.Selected.IsEmpty)
        {
            errors.Add(
                Graph.Member("selected"),
                $"The data are selected on {string.Join(", ", graph.Selected.Select(Name))}, and a model of such data is not that of the population; "
                + "leave the node out if the selection has nothing to do with the others.");
        }

        if (graph.IndexOf("noise") >= 0)
        {
            errors.Add(Graph.Member("nodes"), "'noise' stands for the noise of equations; call the node and its column something else.");
        }
    }

    /// <summary>Notes the nodes that have no column.</summary>
    public static void CheckColumns(CausalGraph graph, OpenTable table, RequestErrors errors)
    {
        var absent = graph.Nodes.Where(node => !table.Data.Variables.Contains(node)).ToList();
        if (absent.Count > 0)
        {
            errors.Add(
                Graph.Member("nodes"),
                $"The table has no column for {string.Join(", ", absent.Take(10))}; its columns are "
                + $"{string.Join(", ", table.Data.Variables.Take(20))}. Name nodes and columns alike.");
        }
    }

    /// <summary>The forms asked for, in ordinal order of the variables; what is wrong with them is noted.</summary>
    public static ImmutableArray<NamedFamily> ReadFamilies(FamiliesInput? input, CausalGraph? graph, RequestErrors errors)
    {
        if (input is null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined }
            || !JsonValues.IsObject(input.Json, FamiliesPlace, "families", errors))
        {
            return [];
        }

        var families = new SortedDictionary<string, EquationFamily>(StringComparer.Ordinal);
        foreach (var entry in input.Json.EnumerateObject())
        {
            var place = FamiliesPlace.Member(entry.Name);
            if (graph is not null && graph.IndexOf(entry.Name) < 0)
            {
                errors.Add(place, $"'{Shown.Short(entry.Name)}' is no node of the graph; name nodes only.");
            }
            else if (JsonValues.TryText(entry.Value, place, $"The family of '{Shown.Short(entry.Name)}'", errors, out var text))
            {
                families[entry.Name] = Fields.Choice(text, Families, EquationFamily.Auto, place, errors, "family");
            }
        }

        return [.. families.Where(pair => pair.Value != EquationFamily.Auto).Select(pair => new NamedFamily(pair.Key, pair.Value))];
    }

    private static WeightColumn? ReadWeights(WeightsInput? input, RequestErrors errors)
    {
        switch (input?.Json.ValueKind)
        {
            case null or JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            case JsonValueKind.String:
                return new WeightColumn(input.Json.GetString()!, false);
            case JsonValueKind.Object:
                break;
            default:
                errors.Add(WeightsPlace, $"weights is {Shown.Describe(input.Json)}; write {{\"column\": \"w\", \"kind\": \"sampling\"}}.");
                return null;
        }

        var (column, kind) = ((string?)null, (string?)null);
        foreach (var part in input.Json.EnumerateObject())
        {
            var place = WeightsPlace.Member(part.Name);
            if (part.Name is not ("column" or "kind"))
            {
                errors.Add(place, $"weights has no part `{Shown.Short(part.Name)}`; its parts are column and kind.");
            }
            else if (JsonValues.TryText(part.Value, place, part.Name, errors, out var text))
            {
                (column, kind) = part.Name == "column" ? (text, kind) : (column, text);
            }
        }

        if (column is null)
        {
            errors.AddMissing(WeightsPlace, "weights names no column; write {\"column\": \"w\", \"kind\": \"sampling\"}.");
            return null;
        }

        return new WeightColumn(column, Fields.Choice(kind, WeightKinds, false, WeightsPlace.Member("kind"), errors));
    }

    private static void CheckWeights(WeightColumn? weights, OpenTable table, RequestErrors errors)
    {
        if (weights is null)
        {
            return;
        }

        var at = table.Data.Variables.IndexOf(weights.Column);
        if (at < 0)
        {
            errors.Add(WeightsPlace, $"The table has no column '{Shown.Short(weights.Column)}'; name the column of the weights.");
            return;
        }

        var sum = 0.0;
        var cells = table.Data.Column(at);
        for (var row = 0; row < cells.Length; row++)
        {
            if (!(cells[row] >= 0) || (weights.AreFrequencies && cells[row] != Math.Floor(cells[row])))
            {
                errors.Add(
                    WeightsPlace,
                    $"Row {row} (counted from 0) of column '{weights.Column}' is {(double.IsNaN(cells[row]) ? "missing" : cells[row])}; "
                    + $"weights must be {(weights.AreFrequencies ? "whole numbers" : "numbers")} of 0 or more.");
                return;
            }

            sum += cells[row];
        }

        if (!(sum > 0))
        {
            errors.Add(WeightsPlace, $"All weights in column '{weights.Column}' are 0; at least some rows must count.");
        }
        else if (table.Reading.Of(weights.Column)?.IsText == true)
        {
            errors.Add(WeightsPlace, $"Column '{weights.Column}' holds texts; weights must be numbers.");
        }
    }
}
