using System.Collections.Immutable;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Searches;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Endpoints.Effects;

/// <summary>Reads how the graphs of a question are sought.</summary>
internal static class GraphSearchMapping
{
    private const string Member = "discover";

    private static readonly JsonPointer Place = JsonPointer.Root.Member(Member);

    /// <summary>Those that seek a graph by themselves.</summary>
    private static readonly ImmutableArray<(string Name, DiscoveryAlgorithm Value)> Algorithms =
        [.. SearchChoices.Algorithms.Where(one => AlgorithmOptions.Of(one.Value).SeeksByItself)];

    private static readonly ImmutableArray<(string Name, GraphSource Value)> Modes =
        [("bootstrap", GraphSource.Bootstrap), ("class", GraphSource.Class)];

    /// <summary>The graph of a request; null where it is to be sought, or is missing or flawed, which is noted.</summary>
    public static ParsedGraph? ReadGiven(EstimateRequest request, Reading reading)
    {
        var hasGraph = request is { DagStructure: not null } or { Dag: not null };
        if (request.Discover is not null && hasGraph)
        {
            reading.Errors.Add(Place, "Both a graph and discover are given; send one of them.");
        }

        // A flaw in discover itself is why it is not there.
        return request.Discover is not null || (!hasGraph && reading.Errors.Concern(Place)) ? null : GraphReader.Read(request, reading);
    }

    /// <summary>The columns among which a graph is sought, as nodes without an edge.</summary>
    public static CausalGraph Nodes(EstimateRequest request, OpenTable table, Reading reading)
    {
        ImmutableArray<string> nodes =
        [
            .. table.Data.Variables.Where(name => name != request.Weights?.Column && name != request.Cluster).Order(StringComparer.Ordinal),
        ];
        var most = reading.Limits.Data.MaxVariables;
        if (nodes.Length > most)
        {
            reading.Errors.Add(
                table.Place,
                $"A graph is sought among {nodes.Length} columns; at most {most} are taken, so name those that matter as variable_names.");
        }

        return new CausalGraph { Nodes = nodes, Edges = [], Bidirected = [], Latent = [] };
    }

    /// <summary>The question over graphs; null where a graph was given.</summary>
    public static GraphEffectQuestion? Read(EstimateRequest request, EffectQuestion effect, RequestErrors errors)
    {
        if (request.Discover is not { } given)
        {
            return null;
        }

        var mode = Fields.Choice(given.Mode, Modes, GraphSource.Bootstrap, Place.Member("mode"), errors);
        if (mode == GraphSource.Class && given.Graphs is not null)
        {
            errors.Add(Place.Member("graphs"), "graphs counts resamples, and mode is class, which looks at every member; leave graphs out.");
        }

        var graphs = given.Graphs ?? GraphEffectQuestion.UsualGraphs;
        return new GraphEffectQuestion
        {
            Effect = effect,
            Search = SearchReader.Read(given, Algorithms, DiscoveryAlgorithm.Pc, Place, errors),
            Mode = mode,
            Graphs = (int)Fields.InRange(graphs, 2, GraphEffectQuestion.MostGraphs, Place.Member("graphs"), errors),
            Split = given.Split ?? false,
        };
    }
}
