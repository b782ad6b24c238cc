using System.Collections.Immutable;
using Isl.Api.Requests;
using Isl.Api.Requests.Fitting;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Endpoints.Attribution;

/// <summary>A question about a change, with its tables.</summary>
/// <param name="Question">The question.</param>
/// <param name="Before">The first table.</param>
/// <param name="After">The second table.</param>
internal sealed record ChangeAsked(ChangeQuestion Question, Dataset Before, Dataset After);

/// <summary>Requests about changes in their canonical form.</summary>
internal static class ChangeMapping
{
    private const int MinRows = 3;

    private static readonly ImmutableArray<(string Name, ChangeMethod Value)> Methods =
        [("shapley", ChangeMethod.Shapley), ("robust", ChangeMethod.Robust)];

    /// <summary>The question and the tables; null where something is wrong, which is noted.</summary>
    public static ChangeAsked? Read(AttributeRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var whole = ReadGraph(request, reading);
        var outcome = request.Outcome;
        if (string.IsNullOrEmpty(outcome))
        {
            errors.AddMissing(JsonPointer.Root.Member("outcome"), "outcome is missing; name the variable whose mean changed.");
        }
        else if (whole is not null && whole.IndexOf(outcome) < 0)
        {
            errors.Add(JsonPointer.Root.Member("outcome"), $"'{Shown.Short(outcome)}' is no node of the graph; name one of its nodes.");
        }

        var method = Fields.Choice(request.Method, Methods, ChangeMethod.Shapley, JsonPointer.Root.Member("method"), errors);
        var families = FitReader.ReadFamilies(request.Families, whole, errors);
        var graph = whole is null || outcome is null || whole.IndexOf(outcome) < 0 ? null : AncestorGraph.Of(whole, outcome);
        if (graph is not null)
        {
            FitReader.CheckGraph(graph, errors);
        }

        RefuseData(request, errors);
        var needed = graph?.Nodes.ToHashSet(StringComparer.Ordinal);
        var before = RowsInput.Read(request.Before, request.BeforeCsv, "before", request.VariableNames, needed, reading);
        var after = RowsInput.Read(request.After, request.AfterCsv, "after", request.VariableNames, needed, reading);
        foreach (var table in new[] { before, after })
        {
            if (graph is not null && table is not null)
            {
                FitReader.CheckColumns(graph, table, errors);
                if (table.Data.Rows < MinRows)
                {
                    var found = table.Data.Rows == 1 ? "is 1 row" : $"are {table.Data.Rows} rows";
                    errors.Add(table.Place, $"There {found}; at least {MinRows} are needed.");
                }
            }
        }

        return errors.None && graph is not null && before is not null && after is not null
            ? new ChangeAsked(
                new ChangeQuestion(
                    graph,
                    outcome!,
                    [.. families.Where(family => graph.IndexOf(family.Variable) >= 0)],
                    before.Reading,
                    after.Reading,
                    after.Data.Hash(),
                    method,
                    request.Seed),
                before.Data,
                after.Data)
            : null;
    }

    private static CausalGraph? ReadGraph(AttributeRequest request, Reading reading)
    {
        if (request.Model is null)
        {
            return GraphReader.Read(request, reading)?.Graph;
        }

        if (request.DagStructure is not null || request.Dag is not null)
        {
            reading.Errors.Add(JsonPointer.Root.Member("model"), "Both model and dag_structure are given; send one of them.");
            return null;
        }

        return ModelReader.Read(request.Model, reading) is { } model ? reading.Errors.Try(() => AncestorGraph.Of(model)) : null;
    }

    private static void RefuseData(AttributeRequest request, RequestErrors errors)
    {
        if (TableReader.HasTable(request))
        {
            errors.Add(TableReader.PlaceOf(request), "A change is between two tables; send them as before and after.");
        }

        if (request.Row is not null)
        {
            errors.Add(JsonPointer.Root.Member("row"), "row belongs to kind outlier; leave it out, or ask for an outlier.");
        }
    }
}
