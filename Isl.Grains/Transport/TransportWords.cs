using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Transport;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Transport;

namespace Isl.Grains.Transport;

/// <summary>An answer about transport in words.</summary>
internal sealed class TransportWords
{
    private const double AssumedShare = 0.5;
    private readonly SelectionDiagram _diagram;
    private readonly Decomposition _effect;
    private readonly ImmutableArray<Identified> _chosen;
    private readonly ImmutableArray<BitSet> _tolerated;
    private readonly TransportEstimation? _estimate;
    private readonly string? _simpler;
    private readonly ImmutableArray<(string Type, Finding Text, bool Critical, bool Testable)> _assumptions;

    public TransportWords(
        SelectionDiagram diagram,
        Decomposition effect,
        ImmutableArray<Identified> chosen,
        ImmutableArray<BitSet> tolerated,
        TransportEstimation? estimate,
        string? simpler)
    {
        (_diagram, _effect, _chosen, _tolerated, _estimate, _simpler) = (diagram, effect, chosen, tolerated, estimate, simpler);
        _assumptions = [.. Assume()];
    }

    /// <summary>The effect: <c>P_target(Y | do(X))</c>.</summary>
    public string Effect => TargetEffect.Name(Question.Treatment, Question.Outcome);

    /// <summary>The conditions by kind.</summary>
    public ImmutableArray<TransportAssumption> Assumptions =>
        [.. _assumptions.Select(one => new TransportAssumption(one.Type, one.Text.Text, one.Critical, one.Testable))];

    /// <summary>The conditions.</summary>
    public ImmutableArray<string> Conditions => _effect.IsComplete ? [.. _assumptions.Select(one => one.Text.Text)] : [];

    /// <summary>How much may differ.</summary>
    public string? Robustness => !_effect.IsComplete ? null
        : _tolerated.Any(set => set.Count == _diagram.Graph.Nodes.Length) ? "robust"
        : _tolerated.All(set => (set - _diagram.Treatment).IsEmpty) ? "fragile"
        : "moderate";

    /// <summary>Why not.</summary>
    public Finding? Reason => _effect.IsComplete ? null : new NoDistributionGives(_diagram.Names(Root.Set), [.. Root.Options.Select(Describe)]);

    /// <summary>The confidence as a word.</summary>
    public string ConfidenceInWords => Confidence switch
    {
        >= 0.75 => "high",
        >= 0.4 => "medium",
        _ => "low",
    };

    private TransportQuestion Question => _diagram.Question;

    private District Root => _effect.Districts.First(district => !district.IsIdentified);

    /// <summary>Mechanisms that the answer takes to be alike, though nothing shows it.</summary>
    private ImmutableArray<string> Alike => _diagram.Names(
        _effect.Districts.Zip(_chosen)
            .Where(pair => !pair.Second.From.IsTarget)
            .Aggregate(default(BitSet), (all, pair) => all | _diagram.Mechanisms(pair.First.Set, pair.First.Fixed)));

    /// <summary>Half for each mechanism that is assumed alike, on average over those that the effect needs; a no rests on the graph alone.</summary>
    private double Confidence => !_effect.IsComplete ? (IsComplete ? 1 : AssumedShare)
        : Math.Round(1 - (AssumedShare * Alike.Length / Math.Max(1, Needed.Count)), 3);

    private BitSet Needed => _effect.Districts.Aggregate(
        default(BitSet), (all, district) => all | _diagram.Mechanisms(district.Set, district.Fixed));

    /// <summary>Is the method known to be complete here?</summary>
    private bool IsComplete => _diagram.Partial.IsEmpty;

    /// <summary>The whole explanation.</summary>
    public Explanation Explain() => new(
        _effect.IsComplete
            ? new Transportable(Effect, Question.Source.Name, Question.Target.Name, _chosen.Any(one => one.From.IsTarget),
                _chosen.Any(one => !one.From.IsTarget)).Text
            : new NotTransportable(Effect, Question.Source.Name, Question.Target.Name).Text,
        Wording.Paragraph([.. Steps().Texts(), new TransportConfidence(Confidence, _effect.IsComplete ? Alike : [], Needed.Count, IsComplete).Text]),
        new TransportBasis().Text,
        [.. _assumptions.Select(one => one.Text.Text)],
        [.. Caveats().Texts()],
        Confidence);

    private IEnumerable<Finding> Steps()
    {
        if (!_effect.IsComplete)
        {
            yield return Reason!;
            yield break;
        }

        foreach (var (district, from) in _effect.Districts.Zip(_chosen))
        {
            yield return new DistrictFrom(
                _diagram.Names(district.Set),
                from.From.IsTarget ? Question.Target.Name : Question.Source.Name,
                _diagram.Names(from.From.Experiment));
        }

        if (_estimate is { } estimate)
        {
            yield return estimate.Finding;
        }
    }

    private IEnumerable<Finding> Caveats()
    {
        if (_simpler is { } reason)
        {
            yield return new SimplerMethodAnswered(reason);
        }

        if (Question.Selection.IsEmpty)
        {
            yield return new NothingDeclared();
        }

        if (!_effect.IsComplete && !IsComplete)
        {
            yield return new NotProvenComplete(_diagram.Names(_diagram.Partial));
        }

        if (_estimate is { Caveat: { } caveat })
        {
            yield return caveat;
        }
    }

    private IEnumerable<(string Type, Finding Text, bool Critical, bool Testable)> Assume()
    {
        yield return ("graphs", new GraphsAreRight(), true, true);
        if (!_effect.IsComplete)
        {
            yield break;
        }

        if (Alike is { IsEmpty: false } alike)
        {
            yield return ("equal_mechanisms", new MechanismsAreAlike(alike, Question.Source.Name, Question.Target.Name), true, false);
        }

        if (_chosen.Any(one => !one.From.Experiment.IsEmpty))
        {
            yield return ("experiment", new ExperimentSets(Question.Source.Name), true, false);
        }

        yield return ("positivity", new CommonSupport(Question.Source.Name, Question.Target.Name, _chosen.Any(one => one.From.IsTarget)), true, true);
    }

    private ObstacleIn Describe(Identified option) => new(
        option.From.IsTarget ? Question.Target.Name : Question.Source.Name,
        _diagram.Names(option.From.Experiment),
        option.Obstacle switch
        {
            ObstacleKind.Selection => Obstacle.Selection,
            ObstacleKind.Unmeasured => Obstacle.Unmeasured,
            ObstacleKind.Experiment => Obstacle.Experiment,
            _ => Obstacle.Hedge,
        },
        _diagram.Names(option.Nodes));
}
