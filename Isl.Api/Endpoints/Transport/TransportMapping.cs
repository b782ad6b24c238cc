using System.Collections.Immutable;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Transport;

namespace Isl.Api.Endpoints.Transport;

/// <summary>A question about two populations.</summary>
/// <param name="Graph">Their graphs as one.</param>
/// <param name="Question">The question.</param>
/// <param name="Rows">Their rows, or null where none were sent.</param>
internal sealed record TransportAsked(CausalGraph Graph, TransportQuestion Question, TransportRows? Rows);

/// <summary>Requests about transport in their canonical form.</summary>
internal static class TransportMapping
{
    private const int MaxNameLength = 200;
    private static readonly JsonPointer SourcePlace = JsonPointer.Root.Member("source_domain");
    private static readonly JsonPointer TargetPlace = JsonPointer.Root.Member("target_domain");
    private static readonly JsonPointer SelectionPlace = JsonPointer.Root.Member("selection_variables");
    private static readonly JsonPointer ExperimentsPlace = JsonPointer.Root.Member("source_experiments");

    /// <summary>The question of a request; what is wrong with it is noted and thrown.</summary>
    public static TransportAsked Read(TransportRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var source = ReadGraph(request.SourceDomain, SourcePlace, reading);
        var target = ReadGraph(request.TargetDomain, TargetPlace, reading);
        var sourceRows = ReadRows(request.SourceData, JsonPointer.Root.Member("source_data"), reading);
        var targetRows = ReadRows(request.TargetData, JsonPointer.Root.Member("target_data"), reading);
        CheckRole(request.Treatment, "treatment", source, target, errors);
        CheckRole(request.Outcome, "outcome", source, target, errors);
        if (request.Treatment is not null && request.Treatment == request.Outcome)
        {
            errors.Add(JsonPointer.Root.Member("outcome"), $"'{Shown.Short(request.Outcome)}' is both treatment and outcome; it can be "
                + $"only one of them.");
        }

        errors.ThrowIfAny();
        ImmutableArray<string> differing = [];
        var graph = errors.Try(() => DiagramUnion.Of(source!, target!, TargetPlace, out differing));
        var selection = ReadSelection(request.SelectionVariables, graph, differing, errors);
        var measured = Measured(request.SourceDomain!, source!, SourcePlace, errors);
        var question = new TransportQuestion(
            request.Treatment!,
            request.Outcome!,
            selection,
            new Population(Name(request.SourceDomain!, "source", SourcePlace, errors), measured, sourceRows?.Hash()),
            new Population(
                Name(request.TargetDomain!, "target", TargetPlace, errors),
                Measured(request.TargetDomain!, target!, TargetPlace, errors),
                targetRows?.Hash()),
            ReadExperiments(request, measured, errors));
        errors.ThrowIfAny();
        return new TransportAsked(graph!, question, sourceRows is null && targetRows is null ? null : new TransportRows(sourceRows, targetRows));
    }

    private static CausalGraph? ReadGraph(DomainDto? domain, JsonPointer place, Reading reading)
    {
        if (domain is null)
        {
            if (!reading.Errors.Concern(place))
            {
                reading.Errors.AddMissing(place, $"{place.Name} is missing; send an object such as {{\"dag\": {{\"nodes\": …, \"edges\": "
                    + $"…}}, \"population\": \"lab\"}}.");
            }

            return null;
        }

        var graph = GraphReader.Read(domain, place, reading)?.Graph;
        if (graph is { Undirected.IsEmpty: false } or { Selected.IsEmpty: false })
        {
            reading.Errors.Add(place, "The graph of a population has directed and bidirected edges only, and no selected nodes; draw each "
                + "edge with a direction.");
            return null;
        }

        if (graph?.Nodes.Length > TransportQuestion.MaxNodes)
        {
            reading.Errors.Add(place, $"The graph has {graph.Nodes.Length} nodes, the limit is {TransportQuestion.MaxNodes}; leave out "
                + $"what does not bear on the effect.");
            return null;
        }

        return graph;
    }

    private static void CheckRole(string? name, string role, CausalGraph? source, CausalGraph? target, RequestErrors errors)
    {
        var place = JsonPointer.Root.Member(role);
        if (string.IsNullOrEmpty(name))
        {
            errors.AddMissing(place, $"{role} is missing; name a node of the graphs.");
        }
        else if (source is not null && target is not null && source.IndexOf(name) < 0 && target.IndexOf(name) < 0)
        {
            errors.Add(place, $"The {role} '{Shown.Short(name)}' is a node of neither graph; {Nodes(source, target)}.");
        }
    }

    private static string Nodes(CausalGraph source, CausalGraph target)
    {
        const int shown = 10;
        string[] names = [.. source.Nodes.Union(target.Nodes)];
        return $"their nodes are {string.Join(", ", names.Take(shown))}{(names.Length > shown ? $" and {names.Length - shown} more" : "")}";
    }

    private static string Name(DomainDto domain, string usual, JsonPointer place, RequestErrors errors)
    {
        var name = domain.Population ?? domain.Name;
        if (name?.Length > MaxNameLength)
        {
            errors.Add(place.Member(domain.Population is null ? "name" : "population"), $"The name has {name.Length} characters, the limit "
                + $"is {MaxNameLength}.");
        }

        return string.IsNullOrWhiteSpace(name) ? $"the {usual} population" : name;
    }

    private static ImmutableArray<string> Measured(DomainDto domain, CausalGraph graph, JsonPointer place, RequestErrors errors)
    {
        if (domain.DataSummary?.AvailableVariables is not { } available)
        {
            return [.. graph.Nodes.Where((_, node) => !graph.Latent.Contains(node))];
        }

        var at = place.Member("data_summary").Member("available_variables");
        for (var i = 0; i < available.Count; i++)
        {
            var node = string.IsNullOrEmpty(available[i]) ? -1 : graph.IndexOf(available[i]);
            if (node < 0)
            {
                errors.Add(at.Item(i), $"'{Shown.Short(available[i] ?? "null")}' is not a node of this graph; name nodes only.");
            }
            else if (graph.Latent.Contains(node))
            {
                errors.Add(at.Item(i), $"'{available[i]}' is latent in the graph and available; take it out of one of them.");
            }
        }

        return [.. available.Where(name => name is not null).Distinct().Order(StringComparer.Ordinal)];
    }

    private static ImmutableArray<string> ReadSelection(
        List<string>? names, CausalGraph? graph, ImmutableArray<string> differing, RequestErrors errors)
    {
        for (var i = 0; graph is not null && i < (names?.Count ?? 0); i++)
        {
            if (string.IsNullOrEmpty(names![i]) || graph.IndexOf(names[i]) < 0)
            {
                errors.Add(
                    SelectionPlace.Item(i),
                    $"'{Shown.Short(names[i] ?? "null")}' is a node of neither graph, so nothing says where it acts; draw it with its "
                        + $"arrows, or name the "
                    + "variables whose mechanism it changes.");
            }
        }

        return [.. differing.Union(names?.Where(name => name is not null) ?? []).Order(StringComparer.Ordinal)];
    }

    private static ImmutableArray<ImmutableArray<string>> ReadExperiments(TransportRequest request, ImmutableArray<string> measured,
        RequestErrors errors)
    {
        if (request.SourceExperiments is not { } sets)
        {
            return measured.Contains(request.Treatment!) ? [[request.Treatment!]] : [];
        }

        if (sets.Count > TransportQuestion.MaxExperiments)
        {
            errors.Add(ExperimentsPlace, $"There are {sets.Count} experiments, the limit is {TransportQuestion.MaxExperiments}.");
            return [];
        }

        for (var i = 0; i < sets.Count; i++)
        {
            for (var j = 0; j < (sets[i]?.Count ?? 0); j++)
            {
                if (sets[i]![j] is not { } name || !measured.Contains(name))
                {
                    errors.Add(
                        ExperimentsPlace.Item(i).Item(j),
                        $"'{Shown.Short(sets[i]![j] ?? "null")}' is not measured in the source population; an experiment sets what is measured.");
                }
            }
        }

        return
        [
            .. sets.Select(set => Fields.Sorted(set?.Where(name => name is not null).Distinct()))
                .Where(set => !set.IsEmpty)
                .DistinctBy(set => string.Join('\n', set))
                .OrderBy(set => string.Join('\n', set), StringComparer.Ordinal),
        ];
    }

    /// <summary>Rows by variable; their reader reports mistakes at <c>/data</c>, and they stand elsewhere here.</summary>
    private static Dataset? ReadRows(RowsInput? rows, JsonPointer place, Reading reading)
    {
        if (rows is null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
        {
            return null;
        }

        try
        {
            var read = JsonSerializer.Deserialize<JsonRows>(rows.Json, IslJson.Options)!;
            if (!read.Positional)
            {
                return read.Table.ToDataset(null, reading.Limits.Data).Data;
            }

            reading.Errors.Add(place, $"{place.Name} holds rows that are lists; send objects by variable, such as {{\"X\": 1, \"Y\": 2.5}}.");
        }
        catch (InputException e)
        {
            reading.Errors.Add(new InputException([.. e.Errors.Select(error => Moved(error, place))]));
        }

        return null;
    }

    private static InputError Moved(InputError error, JsonPointer place)
    {
        const string usual = "/data";
        return error.Path.StartsWith(usual, StringComparison.Ordinal)
            ? error with { Path = place + error.Path[usual.Length..] }
            : error with { Path = place.ToString() };
    }
}
