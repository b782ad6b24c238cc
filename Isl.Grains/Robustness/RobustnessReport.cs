using System.Collections.Immutable;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Robustness;
using Isl.Grains.Models;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Robustness;

namespace Isl.Grains.Robustness;

/// <summary>What was found, as it is answered.</summary>
internal sealed class RobustnessReport(
    CompiledModel model,
    RobustnessQuestion question,
    Box whole,
    List<Box> regions,
    List<(string Variable, double Unit)> zeros,
    bool isCertified)
{
    private const double Margin = 1e-9;
    private const int MostReasons = 10;

    /// <summary>The share that holds.</summary>
    public required RobustnessScore Score { get; init; }

    /// <summary>Probability that the proposal itself holds.</summary>
    public required double AtProposal { get; init; }

    /// <summary>Deviations drawn.</summary>
    public required int Tested { get; init; }

    /// <summary>Those that kept the outcomes in range.</summary>
    public required int Successful { get; init; }

    /// <summary>What holds throughout the first region.</summary>
    public required ImmutableArray<OutcomeGuarantee> Guarantees { get; init; }

    private string[] Targets => [.. question.Targets.Select(range => range.Variable)];

    private RobustnessStatus Status => regions.Count == 0 ? RobustnessStatus.Failed
        : Score.Share >= (double)question.Level ? RobustnessStatus.Robust
        : RobustnessStatus.Fragile;

    /// <summary>The answer.</summary>
    public RobustnessResult Result(string? reason)
    {
        var share = WireNumber.Round(Score.Share);
        Finding summary = Status == RobustnessStatus.Failed
            ? new ProposalMisses(Targets, AtProposal, question.Level)
            : new ShareHolds(Targets, share, Score.Points == 0, question.Level, question.Radius);
        var confidence = Math.Round(Math.Clamp(1 - (Score.High - Score.Low), 0, 1), 3);
        ImmutableArray<Finding> reasons = Status == RobustnessStatus.Robust ? [] : [.. Reasons().Take(MostReasons)];
        var advice = Advice();
        return new RobustnessResult
        {
            Completion = Completion.Of(reason),
            Analysis = new RobustnessAnalysis
            {
                Status = Status,
                RobustRegions = [.. regions.Select(box => new RobustRegion(Named(box)))],
                OutcomeGuarantees = Guarantees.ToDictionary(one => one.OutcomeVariable, StringComparer.Ordinal),
                RobustnessScore = share,
                ScoreInterval = new LevelInterval(WireNumber.Round(Score.Low), WireNumber.Round(Score.High), question.Level),
                RegionCount = regions.Count,
                TotalVolume = regions.Count == 0 ? 0 : WireNumber.Round(Box.VolumeOfUnion(regions)),
                IsFragile = Status == RobustnessStatus.Fragile,
                FragilityReasons = [.. reasons.Texts()],
                SamplesTested = Tested,
                SamplesSuccessful = Successful,
                ConfidenceLevel = question.Level,
                Interpretation = summary.Text,
                Recommendation = advice.Text,
                PerturbationBox = Named(whole),
                SuccessProbability = WireNumber.Round(AtProposal),
                Certified = isCertified,
            },
            AssumedValues = WireNumber.Map(ModelFindings.Assumed(model, [Proposed], [])),
            Seed = question.Seed,
            ModelHash = model.Model.Hash(),
            Explanation = new Explanation(
                summary.Text,
                Wording.Paragraph(
                    new RegionsFound(regions.Count, isCertified, question.Level).Text,
                    new DeviationsTested(Successful, Tested).Text,
                    new ScoreConfidence(confidence, Score.Points).Text),
                new RegionBasis(isCertified).Text,
                [.. ModelFindings.Assumptions(model, Targets).Texts()],
                [.. Caveats(reason).Texts()],
                confidence),
        };
    }

    private Intervention Proposed => Intervention.Of(
        question.Proposal.Select(value => new VariableIntervention(value.Variable, InterventionKind.Set, value.Value)), "/intervention_proposal");

    private OrderedDictionary<string, ImmutableArray<double>> Named(Box box)
    {
        var named = new OrderedDictionary<string, ImmutableArray<double>>(StringComparer.Ordinal);
        foreach (var (i, value) in question.Proposal.Index())
        {
            named[value.Variable] = [WireNumber.Round(box.Low[i]), WireNumber.Round(box.High[i])];
        }

        return named;
    }

    /// <summary>Sides of the first region that end before the deviations do.</summary>
    private IEnumerable<Finding> Reasons()
    {
        if (regions.Count == 0)
        {
            yield return new ProposalMisses(Targets, AtProposal, question.Level);
            yield break;
        }

        foreach (var (i, value) in question.Proposal.Index())
        {
            var width = whole.High[i] - whole.Low[i];
            if (whole.High[i] - regions[0].High[i] > Margin * width)
            {
                yield return new SideIsShort(value.Variable, IsHigh: true, WireNumber.Round(regions[0].High[i]), WireNumber.Round(whole.High[i]));
            }

            if (regions[0].Low[i] - whole.Low[i] > Margin * width)
            {
                yield return new SideIsShort(value.Variable, IsHigh: false, WireNumber.Round(regions[0].Low[i]), WireNumber.Round(whole.Low[i]));
            }
        }
    }

    private Finding Advice()
    {
        if (Status == RobustnessStatus.Failed)
        {
            return new ChangeTheProposal(Score.Share > 0);
        }

        return Status == RobustnessStatus.Robust ? new KeepTheProposal() : new HoldWithin([.. question.Proposal.Select((value, i) =>
            (value.Variable, WireNumber.Round(regions[0].Low[i]), WireNumber.Round(regions[0].High[i])))]);
    }

    private IEnumerable<Finding> Caveats(string? reason)
    {
        foreach (var finding in ModelFindings.AssumedValues(model, Targets, [Proposed], []))
        {
            yield return finding;
        }

        foreach (var (variable, unit) in zeros)
        {
            yield return new ProposedAtZero(variable, WireNumber.Round(unit));
        }

        foreach (var idle in question.Targets.Select(range => range.Variable)
            .Where(target => ModelFindings.Idle(model, Proposed, target).Length == question.Proposal.Length))
        {
            yield return new NothingReaches(idle, [.. question.Proposal.Select(value => value.Variable)]);
        }

        foreach (var edge in GraphDifferences.Between(model, question))
        {
            yield return edge;
        }

        if (!isCertified)
        {
            yield return new OnAverageOverTheBox(question.Level);
        }

        if (reason is not null)
        {
            yield return new FewDrawsOnly(reason);
        }
    }
}
