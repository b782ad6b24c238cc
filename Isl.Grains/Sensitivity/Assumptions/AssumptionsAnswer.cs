using System.Collections.Immutable;
using Isl.Grains.Contrasts;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Models;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Models;
using Isl.Grains.Words.Sensitivity;

namespace Isl.Grains.Sensitivity.Assumptions;

/// <summary>Answers which assumptions of a model carry its conclusion.</summary>
internal sealed class AssumptionsAnswer
{
    private const int MostDraws = 1 << 12;
    private const int FewestDraws = 1 << 8;

    /// <summary>Operations over all points and draws: a second or two.</summary>
    private const double Work = 4e9;

    /// <summary>Points run for each assumption.</summary>
    private const double PointsEach = 150;

    /// <summary>Share of the way to where the conclusion turns from which on an assumption counts.</summary>
    private const double ModerateShare = 0.25;

    /// <summary>Draws that a stated result is taken to rest on.</summary>
    private const double BaselineDraws = 10_000;

    private readonly CompiledModel _compiled;
    private readonly AssumptionsQuestion _question;
    private readonly FactorModel _model;
    private readonly string _outcome;
    private readonly ulong _seed;
    private readonly WorkBudget _budget;
    private readonly Dictionary<string, int> _world;
    private readonly int _quantity;
    private readonly bool _isChange;
    private readonly double _threshold;

    private AssumptionsAnswer(StructuralModel model, AssumptionsQuestion question, long seed, WorkBudget budget)
    {
        (_question, _seed, _budget) = (question, unchecked((ulong)seed), budget);
        _compiled = CompiledModel.Compile(model, default, budget.Cancellation);
        _compiled.Check(question.Intervention);
        _outcome = OutcomeOf();
        var moments = new ModelMoments(_compiled, _seed, budget.Cancellation);
        _model = new FactorModel(_compiled, new FactorReader(_compiled, moments).Read(question.Assumptions), moments, budget.Cancellation);
        _world = _model.World(question.Intervention);
        (_isChange, _threshold) = (question.Threshold is null && !question.Intervention.Changes.IsEmpty, question.Threshold ?? 0);
        _quantity = _isChange
            ? _model.Graph.Apply(FormulaOp.Subtract, _world[_outcome], _model.World(Intervention.None)[_outcome])
            : _world[_outcome];
    }

    /// <summary>The answer; its explanation is that of this part alone.</summary>
    /// <exception cref="InputException">An assumption is nothing of the model, or the outcome is not finite.</exception>
    public static (SensitivityResult Result, SensitivityPart Part) Of(
        StructuralModel model, AssumptionsQuestion question, long seed, WorkBudget budget) =>
        SimulationPlan.Guarded(() => new AssumptionsAnswer(model, question, seed, budget).Answer());

    private string OutcomeOf()
    {
        if (_question.Outcome is { } asked)
        {
            _compiled.Check([asked], "/outcome");
            return asked;
        }

        return _question.Baseline is [{ Variable.Length: > 0 } only] ? only.Variable
            : _compiled.Affected([_question.Intervention]) is { IsEmpty: false } affected ? affected[^1]
            : throw new InputException(
                "/outcome", "Nothing in the model depends on the intervention; name the variable that the conclusion is about.");
    }

    private (SensitivityResult Result, SensitivityPart Part) Answer()
    {
        var random = ExpressionAlgebra.InputsOf(_model.Graph, [_quantity, _world[_outcome]]).Any(input => input < _model.FirstFactor);
        var cost = new FactorRuns(_model, [_quantity, _world[_outcome]], new DrawSet(1, _seed), _budget.Cancellation).Operations;
        var draws = new DrawSet(random ? DrawsFor(cost) : 1, _seed);
        var runs = new FactorRuns(_model, [_quantity, _world[_outcome]], draws, _budget.Cancellation);
        (double Mean, double Error)[] found = [.. runs.At([_model.Base])[0].Select(Cleaned)];
        if (!double.IsFinite(found[0].Mean) || !double.IsFinite(found[1].Mean))
        {
            throw new InputException(
                "/model", $"{_outcome} is not a finite number with the assumptions as they stand; correct the model or the values.");
        }

        var effects = new FactorEffects(_model, runs, draws, _threshold);
        FactorEffect[] each = [.. Enumerable.Range(0, _model.Factors.Length).Select(i => effects.Of(i, found[0].Mean))];
        var samples = new DrawSet(random ? SobolIndices.DrawsFor(_model.Factors.Length, cost) : 1, _seed);
        var indices = new SobolIndices(_model, new FactorRuns(_model, [_quantity], samples, _budget.Cancellation), _seed);
        var sobol = indices.Of(_budget);
        var report = new AssumptionsReport(
            each, found[0].Mean, _threshold, Turned(each, runs, found[0].Mean, indices.Met), _outcome, _isChange, draws.Count);
        return (Result(found, report, sobol, draws.Count), Part(found, report, sobol is null, draws));
    }

    /// <summary>A mean to the digits that are told, without an error that is nothing but rounding.</summary>
    private static (double Mean, double Error) Cleaned((double Mean, double Error) found) =>
        (WireNumber.Round(found.Mean), found.Error > 1e-12 * Math.Abs(found.Mean) ? found.Error : 0);

    /// <summary>Fewer draws for large models, so that all runs fit into a second or two.</summary>
    private int DrawsFor(int cost)
    {
        var draws = MostDraws;
        var each = PointsEach * _model.Factors.Length * cost;
        while (draws > FewestDraws && draws * each > Work)
        {
            draws /= 2;
        }

        return draws;
    }

    /// <summary>Whether several assumptions together turn the conclusion: each at its worst, or as they were varied together.</summary>
    private bool Turned(FactorEffect[] effects, FactorRuns runs, double quantity, (double Least, double Most) met)
    {
        var side = Math.Sign(quantity - _threshold);
        double[] corner = [.. effects.Select(effect => side >= 0 ? effect.Low.Value : effect.High.Value)];
        var together = runs.At([corner])[0][0].Mean;
        return !double.IsFinite(together) || Math.Sign(together - _threshold) != side
            || (side > 0 ? met.Least <= _threshold : met.Most >= _threshold);
    }

    private SensitivityResult Result(
        (double Mean, double Error)[] found, AssumptionsReport report, ImmutableArray<SobolIndex>? sobol, int samples) => new()
        {
            Completion = default,
            Explanation = null!, // put together with that of the other parts
            Conclusion = new SensitivityConclusion(
                report.Statement(_question.Intervention, found[1]),
                WireNumber.Round(found[1].Mean),
                WireNumber.Round(found[1].Error),
                _outcome,
                _threshold,
                _isChange ? WireNumber.Round(found[0].Mean) : null),
            Assumptions = report.Assumptions(ModerateShare),
            Robustness = report.Robustness(),
            Sobol = sobol,
            Tornado = report.Tornado(),
            AssumedValues = WireNumber.Map(Assumed()),
            Samples = samples,
            ModelHash = _compiled.Model.Hash(),
        };

    private IEnumerable<(string, double)> Assumed() => ModelFindings.Assumed(_compiled, [_question.Intervention], [])
        .Where(one => _model.Factors.All(factor => factor.Target is not { Kind: FactorKind.Held } target || target.Variable != one.Name
            || factor.Base == factor.Own));

    private SensitivityPart Part((double Mean, double Error)[] found, AssumptionsReport report, bool isCut, DrawSet draws)
    {
        var margin = Math.Abs(found[0].Mean - _threshold);
        var error = margin > 0 ? Math.Min(0.5, found[0].Error / margin) : 0.5;
        var stated = _model.Factors.Count(factor => factor.IsRangeStated || factor.Settings > 0);
        var confidence = (1 - error) * (0.5 + (0.5 * stated / _model.Factors.Length));
        return new SensitivityPart(
            report.Summary(_question.Intervention, found[1]),
            [new AssumptionsRun(_model.Factors.Length, draws.Count), new AssumptionsConfidence(error, stated, _model.Factors.Length)],
            new AssumptionsBasis(),
            ModelFindings.Assumptions(_compiled, [_outcome]),
            [.. Caveats(draws, isCut)],
            confidence,
            isCut);
    }

    private IEnumerable<Finding> Caveats(DrawSet draws, bool isCut)
    {
        foreach (var assumed in Assumed())
        {
            yield return new AssumedValue(assumed.Item1, assumed.Item2, IsMean: false);
        }

        foreach (var factor in _model.Factors.Where(one => one.Settings == 0 && Math.Abs(one.Base - one.Own) > 1e-9 * Math.Abs(one.Own)))
        {
            if (factor.Target.Kind != FactorKind.Confounder && _compiled.AssumedValues.All(open => open.Variable != factor.Target.Variable))
            {
                yield return new CurrentValueDiffers(factor.Target.Label, factor.Base, factor.Own);
            }
        }

        foreach (var finding in Baseline(draws))
        {
            yield return finding;
        }

        if (isCut)
        {
            yield return new IndicesLeftOut();
        }
    }

    /// <summary>Stated results that the model does not give, within the error of both.</summary>
    private IEnumerable<Finding> Baseline(DrawSet draws)
    {
        (string Name, double Value)[] stated = [.. _question.Baseline.Select(one => (one.Variable.Length > 0 ? one.Variable : _outcome, one.Value))];
        if (stated.Length == 0)
        {
            yield break;
        }

        _compiled.Check(stated.Select(one => one.Name), "/baseline_result");
        var random = new DrawSet(Math.Max(draws.Count, FewestDraws), _seed);
        var values = new FactorRuns(_model, [.. stated.Select(one => _world[one.Name])], random, _budget.Cancellation).DrawsAt(_model.Base);
        for (var i = 0; i < stated.Length; i++)
        {
            var (mean, error) = random.Mean(values[i].AsSpan(0, random.Count));
            var deviation = Math.Sqrt(values[i].Average(value => (value - mean) * (value - mean)));
            var tolerance = (4 * (error + (deviation / Math.Sqrt(BaselineDraws)))) + (1e-6 * Math.Abs(mean));
            if (!(Math.Abs(stated[i].Value - mean) <= tolerance))
            {
                yield return new BaselineNotReproduced(stated[i].Name, stated[i].Value, new Figure(mean, error));
            }
        }
    }
}
