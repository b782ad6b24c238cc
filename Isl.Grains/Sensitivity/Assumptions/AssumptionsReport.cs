using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Numerics;
using Isl.Grains.Words.Models;
using Isl.Grains.Words.Sensitivity;

namespace Isl.Grains.Sensitivity.Assumptions;

/// <summary>What the runs of a model say of its assumptions.</summary>
/// <param name="Effects">What each assumption does, in the order of the request.</param>
/// <param name="Quantity">The conclusion's quantity with all assumptions as they stand.</param>
/// <param name="Threshold">Where the conclusion turns.</param>
/// <param name="TurnsTogether">Whether all assumptions at their worse ends turn it.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="IsChange">Whether the quantity is the change that an intervention makes.</param>
/// <param name="Draws">Draws of each run.</param>
internal sealed record AssumptionsReport(
    FactorEffect[] Effects, double Quantity, double Threshold, bool TurnsTogether, string Outcome, bool IsChange, int Draws)
{
    /// <summary>An error of less than this share of the impact leaves it well known.</summary>
    private const double WellKnown = 0.1;

    private double Margin => Math.Abs(Quantity - Threshold);

    private string What => IsChange ? $"the change of {Outcome}" : Outcome;

    private RobustnessLevel Level => Effects.Any(IsCritical) ? RobustnessLevel.Fragile
        : TurnsTogether ? RobustnessLevel.Moderate
        : RobustnessLevel.Robust;

    /// <summary>The conclusion in a sentence.</summary>
    public string Statement(Intervention intervention, (double Mean, double Error) outcome) => new ConclusionDrawn(
        Outcome, intervention, new Figure(outcome.Mean, outcome.Error), IsChange ? WireNumber.Round(Quantity) : null, Threshold,
        Math.Sign(WireNumber.Round(Quantity) - Threshold)).Text;

    /// <summary>The conclusion, and whether it stands.</summary>
    public string Summary(Intervention intervention, (double Mean,
        double Error) outcome) => $"{Statement(intervention, outcome)} {Robustness().Summary}";

    /// <summary>The assumptions, in the order of the request.</summary>
    /// <param name="moderate">Share of the way to where the conclusion turns from which on one counts.</param>
    public ImmutableArray<AssumptionReport> Assumptions(double moderate)
    {
        var largest = Effects.Max(effect => Math.Abs(effect.Farther(Quantity).Quantity - Quantity));
        var unit = Quantity != 0 ? Math.Abs(Quantity) : largest;
        return
        [
            .. Effects.Select(effect =>
            {
                var (factor, worst) = (effect.Factor, effect.Farther(Quantity));
                var change = worst.Quantity - Quantity;
                var importance = IsCritical(effect) ? AssumptionImportance.Critical
                    : Math.Abs(change) >= moderate * Margin && change != 0 ? AssumptionImportance.Moderate
                    : AssumptionImportance.Minor;
                var at = effect.SettingOf(worst.Value) ?? Figure.Exact(WireNumber.Round(worst.Value));
                return new AssumptionReport(
                    factor.Stated.Name,
                    factor.Stated.Current,
                    importance,
                    new AssumptionImpact(
                        new IfWrong(factor.Target.Label, at, What, WireNumber.Round(Quantity), WireNumber.Round(worst.Quantity)).Text,
                        unit > 0 ? WireNumber.Round(100 * Math.Abs(change) / unit) : 0),
                    ConfidenceOf(effect, change),
                    new AssumptionEvidence(
                        factor.Target.Label, factor.Settings, factor.Low, factor.High, factor.IsRangeStated, Draws, What,
                        WireNumber.Round(effect.Low.Quantity), WireNumber.Round(effect.High.Quantity)).Text,
                    new AssumptionAdvice(factor.Target.Label, importance, TurnOf(effect)).Text,
                    factor.Target.Label,
                    factor.Settings > 0 ? null : new VariedRange(WireNumber.Round(factor.Low), WireNumber.Round(factor.High)));
            }),
        ];
    }

    /// <summary>Whether the conclusion stands, and where it turns.</summary>
    public ConclusionRobustness Robustness() => new(
        Level,
        new RobustnessFound(Level, [.. Effects.Where(IsCritical).Select(effect => effect.Factor.Stated.Name)], Effects.Length).Text,
        [.. Effects.SelectMany(BreakPoints)]);

    /// <summary>The ends of all ranges, the widest swing first.</summary>
    public ImmutableArray<TornadoBar> Tornado() =>
    [
        .. Effects
            .Select(effect => new TornadoBar(
                effect.Factor.Stated.Name, End(effect, effect.Low), End(effect, effect.High), WireNumber.Round(effect.Swing)))
            .OrderByDescending(bar => bar.Swing)
            .ThenBy(bar => bar.Name, StringComparer.Ordinal),
    ];

    private static TornadoEnd End(FactorEffect effect, FactorRun run) =>
        new(effect.ValueOf(run.Value), effect.SettingOf(run.Value), WireNumber.Round(run.Quantity));

    /// <summary>A conclusion that rests on its threshold turns with whatever moves it.</summary>
    private bool IsCritical(FactorEffect effect) => effect.IsTurned || (Quantity == Threshold && effect.Swing > 0);

    private static AssessmentConfidence ConfidenceOf(FactorEffect effect, double change)
    {
        var isKnown = effect.Error <= WellKnown * Math.Abs(change);
        return isKnown && (effect.Factor.IsRangeStated || effect.Factor.Settings > 0) ? AssessmentConfidence.High
            : effect.Error < Math.Abs(change) || isKnown ? AssessmentConfidence.Medium
            : AssessmentConfidence.Low;
    }

    private string? TurnOf(FactorEffect effect) => effect.Turns is [var turn, ..] ? Told(turn.Value)
        : effect.TurningSettings is [var setting, ..] ? effect.SettingOf(setting.Value)
        : Quantity == Threshold && effect.Swing > 0 ? effect.SettingOf(effect.Factor.Base) ?? Figure.Exact(WireNumber.Round(effect.Factor.Base))
        : null;

    /// <summary>A turning point in words: exactly where nothing is drawn.</summary>
    private string Told(double value) => Figure.Exact(
        Draws == 1 ? value : double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private IEnumerable<BreakPoint> BreakPoints(FactorEffect effect)
    {
        var (name, label) = (effect.Factor.Stated.Name, effect.Factor.Target.Label);
        foreach (var turn in effect.Turns)
        {
            yield return new BreakPoint(
                name,
                new TurnsAt(label, Told(turn.Value), turn.Value > effect.Factor.Base, What, Threshold).Text,
                turn.Value,
                WireNumber.Round(turn.Distance + Threshold),
                turn.IsJump);
        }

        if (effect.Factor.Settings == 0 && Quantity == Threshold && effect.Swing > 0)
        {
            var at = WireNumber.Round(effect.Factor.Base);
            yield return new BreakPoint(name, new TurnsAt(label, $"beside {Figure.Exact(at)}", null, What, Threshold).Text, at, Quantity, false);
        }

        foreach (var setting in effect.TurningSettings)
        {
            yield return new BreakPoint(
                name,
                new TurnsAt(label, effect.SettingOf(setting.Value)!, null, What, Threshold).Text,
                null,
                WireNumber.Round(setting.Quantity),
                true);
        }
    }
}
