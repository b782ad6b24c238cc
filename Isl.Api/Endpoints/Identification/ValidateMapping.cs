using System.Collections.Immutable;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Api.Endpoints.Identification;

/// <summary>A query about a graph.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Query">The query.</param>
/// <param name="Data">Rows to test the graph against, or null.</param>
internal sealed record GraphQuery(CausalGraph Graph, CausalQuery Query, Dataset? Data);

/// <summary>Requests about effects in their canonical form; what a request leaves out is taken from the roles in its graph text.</summary>
internal static class ValidateMapping
{
    private const int MostSets = 1000;
    private const int MostImplications = 10_000;
    private const int MostNodesNamed = 10;
    private static readonly ImmutableArray<(string Name, bool IsDirect)> Effects = [("total", false), ("direct", true)];
    private static readonly JsonPointer Include = JsonPointer.Root.Member("include");

    private static readonly ImmutableSortedDictionary<string, AnswerPart> Parts = Enum.GetValues<AnswerPart>()
        .ToImmutableSortedDictionary(part => JsonSerializer.Serialize(part, IslJson.Options).Trim('"'), part => part, StringComparer.Ordinal);

    /// <summary>The graph, the query and the data of a request; what is wrong with it is noted and thrown.</summary>
    public static GraphQuery Read(ValidateRequest request, Reading reading)
    {
        var parsed = GraphReader.Read(request, reading);
        var graph = parsed is null ? null : GraphReader.WithObserved(parsed.Graph, request.Observed, reading);
        var data = graph is null ? null : ReadData(request, graph, reading);
        var query = ReadQuery(request, parsed?.Roles ?? GraphRoles.None, data?.Hash(), reading.Errors);
        reading.Errors.ThrowIfAny();
        return new GraphQuery(graph!, query, data);
    }

    /// <summary>The same for a question that no data bear on: they may be sent, and are passed over.</summary>
    public static GraphQuery ReadWithoutData(ValidateRequest request, Reading reading) =>
        Read(request with { Data = null, DataCsv = null }, reading);

    private static CausalQuery ReadQuery(ValidateRequest request, GraphRoles roles, string? datasetHash, RequestErrors errors)
    {
        Fields.CheckNames(request.Observed, JsonPointer.Root.Member("observed"), errors);
        string?[] asked =
            [request.Treatment, request.Outcome, .. request.Treatments ?? [], .. request.Outcomes ?? [], .. request.Mediators ?? []];
        return new CausalQuery(
            GraphFields.OneOrSeveral(request.Treatment, request.Treatments, roles.Exposures, "treatment", errors),
            GraphFields.OneOrSeveral(request.Outcome, request.Outcomes, roles.Outcomes, "outcome", errors),
            GraphFields.Names(request.Conditions, [], "conditions", errors) ?? [],
            GraphFields.Names(request.AdjustmentSet, GraphFields.AdjustedBut(roles, asked), "adjustment_set", errors),
            GraphFields.Count(request.MaxSets, CausalQuery.DefaultMaxSets, MostSets, "max_sets", errors),
            GraphFields.Count(request.MaxImplications, CausalQuery.DefaultMaxImplications, MostImplications, "max_implications", errors),
            ReadParts(request.Include, errors),
            datasetHash,
            ReadDirect(request, errors));
    }

    /// <summary>The direct effect that is asked for; null where it is the total one.</summary>
    private static DirectQuestion? ReadDirect(ValidateRequest request, RequestErrors errors)
    {
        var place = JsonPointer.Root.Member("mediators");
        var isDirect = Fields.Choice(request.Effect, Effects, usual: false, JsonPointer.Root.Member("effect"), errors);
        if (!isDirect && request.Mediators is not null)
        {
            errors.Add(place, "mediators are held fixed for a direct effect only; send \"effect\": \"direct\" with them.");
        }

        foreach (var name in (request.Mediators ?? []).Intersect([request.Treatment, .. request.Treatments ?? []]).OfType<string>())
        {
            errors.Add(place, $"'{name}' is both treatment and mediator; it can be only one of them.");
        }

        Fields.CheckNames(request.Mediators, place, errors);
        return !isDirect ? null : new DirectQuestion(request.Mediators is null ? null : Fields.Sorted(request.Mediators));
    }

    private static ImmutableArray<AnswerPart>? ReadParts(List<string>? names, RequestErrors errors)
    {
        if (names is null)
        {
            return null;
        }

        var parts = new SortedSet<AnswerPart>();
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is { } name && Parts.TryGetValue(name, out var part))
            {
                parts.Add(part);
            }
            else
            {
                errors.AddMissing(
                    Include.Item(i),
                    $"include holds '{Shown.Short(names[i] ?? "null")}'; its parts are {string.Join(", ", Parts.Keys)}.");
            }
        }

        return [.. parts];
    }

    /// <summary>Implications are tested by correlations, and their answer has no word on how a table was read: what is in doubt is refused.</summary>
    private static void RefuseDoubts(ImmutableArray<DataNote> notes, JsonPointer place, RequestErrors errors)
    {
        foreach (var note in notes)
        {
            if (note is { Kind: DataNoteKind.Categories, Details.Length: > 2 })
            {
                errors.Add(
                    place,
                    $"Column '{note.Columns[0]}' holds {note.Details.Length} categories, and the graph is tested by correlations; leave it out of "
                    + "variable_names, or give a column of 0 and 1 for each category.");
            }
            else if (note.Kind is DataNoteKind.Thousands or DataNoteKind.DecimalComma)
            {
                errors.Add(place, $"Column '{note.Columns[0]}' holds {note.Details[0]}, whose mark is in doubt; write numbers with a decimal "
                    + $"point alone.");
            }
        }
    }

    /// <summary>Rows to test the graph against: the columns that are nodes of the graph, or those the request names.</summary>
    internal static Dataset? ReadData(ITableRequest request, CausalGraph graph, Reading reading)
    {
        if (!TableReader.HasTable(request))
        {
            return null;
        }

        var table = reading.Errors.Try(() => TableReader.Read(request, reading.Limits.Data));
        if (table is null)
        {
            return null;
        }

        var columns = request.VariableNames ?? [.. table.Names.Where(name => graph.IndexOf(name) >= 0)];
        if (columns.Count > 0)
        {
            var read = reading.Errors.Try(() => table.ToDataset(columns, reading.Limits.Data));
            RefuseDoubts(read?.Notes ?? [], TableReader.PlaceOf(request), reading.Errors);
            return read?.Data;
        }

        var more = graph.Nodes.Length > MostNodesNamed ? ", …" : "";
        reading.Errors.Add(
            TableReader.PlaceOf(request),
            $"No column is named after a node of the graph; its nodes are {string.Join(", ", graph.Nodes.Take(MostNodesNamed))}{more}.");
        return null;
    }
}
