using System.Collections.Immutable;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Transport;
using Isl.Grains.Numerics;

namespace Isl.Grains.Transport;

/// <summary>What would make an effect transportable: changes verified by deciding again with each of them made.</summary>
internal static class TransportSuggestions
{
    private const int MostTried = 200;
    private const int MostGiven = 10;

    /// <summary>Single changes first; where none helps, an experiment together with each of them.</summary>
    public static ImmutableArray<TransportChange> Find(SelectionDiagram diagram, Decomposition failed, WorkBudget budget)
    {
        var (graph, question) = (diagram.Graph, diagram.Question);
        var single = Verified(Single(diagram, graph, question, failed), budget);
        if (!single.IsEmpty)
        {
            return single;
        }

        var experiment = TransportChange.Experiment(graph, question, [question.Treatment]);
        return Verified(
            Single(diagram, graph, experiment.Question, failed)
                .Select(change => change with { Advice = new Words.Transport.Both(experiment.Advice, change.Advice) }),
            budget);
    }

    private static ImmutableArray<TransportChange> Verified(IEnumerable<TransportChange> changes, WorkBudget budget)
    {
        var verified = ImmutableArray.CreateBuilder<TransportChange>();
        foreach (var change in changes.Take(MostTried))
        {
            if (budget.IsSpent || verified.Count == MostGiven)
            {
                break;
            }

            if (TransportSearch.Run(new SelectionDiagram(change.Graph, change.Question), withFormula: false, budget.Cancellation).IsComplete)
            {
                verified.Add(change);
            }
        }

        return verified.ToImmutable();
    }

    private static IEnumerable<TransportChange> Single(
        SelectionDiagram diagram, CausalGraph graph, TransportQuestion question, Decomposition failed)
    {
        var unidentified = failed.Districts.Where(district => !district.IsIdentified).ToList();
        var fixedNodes = unidentified.Aggregate(default(BitSet), (all, district) => all | district.Fixed);
        ImmutableArray<string>[] sets = [[question.Treatment], .. fixedNodes.ToArray().Select(node => diagram.Names(BitSet.Of(node))),
            diagram.Names(fixedNodes)];
        foreach (var set in sets.Where(set => !set.IsEmpty).DistinctBy(set => string.Join('\n', set)))
        {
            if (set.All(question.Source.Measured.Contains) && !question.Experiments.Any(known => known.SequenceEqual(set)))
            {
                yield return TransportChange.Experiment(graph, question, set);
            }
        }

        ImmutableArray<string> differing = [.. question.Selection];
        foreach (var one in differing)
        {
            yield return TransportChange.Same(graph, question, [one]);
        }

        foreach (var inTarget in (bool[])[true, false])
        {
            var measured = inTarget ? question.Target.Measured : question.Source.Measured;
            ImmutableArray<string> missing = [.. graph.Nodes.Except(measured)];
            foreach (var one in missing)
            {
                yield return TransportChange.Measure(graph, question, [one], inTarget);
            }

            if (missing.Length > 1)
            {
                yield return TransportChange.Measure(graph, question, missing, inTarget);
            }
        }

        var forest = unidentified.SelectMany(district => district.Options)
            .Where(option => option.Obstacle == ObstacleKind.Hedge)
            .Aggregate(default(BitSet), (all, option) => all | option.Nodes);
        foreach (var edge in graph.Bidirected.Where(edge => forest.Contains(edge.From) && forest.Contains(edge.To)))
        {
            yield return TransportChange.Cause(graph, question, edge);
        }

        if (differing.Length > 1)
        {
            yield return TransportChange.Same(graph, question, differing);
        }
    }
}
