using System.Collections.Immutable;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Words;
using Isl.Grains.Words.Identification;

namespace Isl.Grains.Identification;

/// <summary>What an answer assumes, and which of it the graph settles or the data were tested for.</summary>
internal sealed class RatedAssumptions
{
    private readonly ImmutableArray<(StructuredAssumption Assumption, bool Checked)> _rated;

    public RatedAssumptions(IdentificationFacts facts, ImplicationFacts implications) =>
        _rated = [.. Rate(facts, implications).Select(one => (new StructuredAssumption(one.Type, one.Assumption.Text, Critical: true), one.Checked))];

    public ImmutableArray<StructuredAssumption> Structured => [.. _rated.Select(rated => rated.Assumption)];

    /// <summary>Share of the assumptions that the graph settles or the data were tested for.</summary>
    public double Confidence => Math.Round((double)Settled / _rated.Length, 3);

    /// <summary>The confidence and what it is the share of.</summary>
    public Finding Share => new SettledShare(Confidence, Settled, _rated.Length);

    private int Settled => _rated.Count(rated => rated.Checked);

    private static IEnumerable<(string Type, Finding Assumption, bool Checked)> Rate(IdentificationFacts facts, ImplicationFacts implications)
    {
        var graph = facts.Graph;
        yield return ("acyclicity", new Acyclic(), true);
        yield return ("no_further_confounding", new AllCommonCausesDrawn(graph.Nodes.Length, graph.Bidirected.Length, graph.Latent.Length), false);
        if (implications.Tested > 0)
        {
            yield return ("implied_independences", new ImpliedIndependencesHold(implications.Tested), implications.Rejected == 0);
        }

        foreach (var assumption in OfMethod(facts))
        {
            yield return assumption;
        }

        if (facts.Id?.Hedge is not null)
        {
            yield return ("hedge", new HedgeSetsAreForests(), true);
        }

        if (facts.Status == IdentificationStatus.Identifiable)
        {
            yield return ("positivity", new Positivity(facts.Query), false);
        }
    }

    private static IEnumerable<(string Type, Finding Assumption, bool Checked)> OfMethod(IdentificationFacts facts)
    {
        switch (facts.Method)
        {
            case "backdoor":
                var set = facts.Names(facts.Smallest!);
                return [("blocked_paths", new PathsBlocked(set), true), ("no_causal_adjustment", new AdjustedUnaffected(set), true)];
            case "front_door":
                var mediators = facts.Names(facts.FrontDoorSets[0]);
                return
                [
                    ("full_mediation", new FullyMediates(mediators), true),
                    ("unconfounded_mediation", new MediationUnconfounded(facts.Query, mediators), true),
                ];
            case "instrumental_variable":
                var instrument = facts.Instruments[0];
                return
                [
                    ("exclusion", new Exclusion(facts.Query, facts.Graph.Nodes[instrument.Node], facts.Names(instrument.Given)), true),
                    ("linearity", new LinearEffect(facts.Query), false),
                ];
            default:
                return [];
        }
    }
}
