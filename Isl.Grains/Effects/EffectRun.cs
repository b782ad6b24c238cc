using System.Collections.Immutable;
using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Refuters;
using Isl.Grains.Effects.Reports;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Grains.Words;

namespace Isl.Grains.Effects;

/// <summary>One estimation of an effect that is identified.</summary>
internal sealed class EffectRun(
    ColumnCatalog catalog,
    string hash,
    EffectQuestion question,
    EffectPlan plan,
    long seed,
    WorkBudget budget,
    CancellationToken resamplesSpent = default)
{
    private readonly List<Finding> _caveats = [];

    /// <summary>Estimates and writes the answer.</summary>
    public EffectResult Answer()
    {
        ConditionChecks.Check(plan, question);
        var isCountable = Countable.By(catalog);
        var asked = SpecsByGraph(isCountable);
        var others = Columns(asked, isCountable);
        List<NegativeControl> controls = question.Refuters is { } refuters && !refuters.Contains(RefuterName.NegativeControls)
            ? []
            : NegativeControls.Find(plan, question, catalog);
        string[] loose = [.. controls.Select(control => control.Name).Distinct()];
        var sample = SampleBuilder.Build(catalog, question, plan.Covariates, others, loose, seed);
        DesignChecks.Check(sample.Data);
        var contrast = TreatmentContrasts.Of(sample.Data.Treatment, question);
        var trimming = Trimming.Apply(sample, question, NewContext(sample.Data, contrast));
        var context = NewContext(trimming.Data, contrast);
        var specs = asked ?? Default(context, isCountable);
        var (runs, estimates) = RunAll(context, specs, isCountable);
        var headline = Headline.Of(context, plan, question, runs);
        var parts = new AnswerParts(context, question, plan, runs, headline, trimming, sample.IsFilled, controls);
        return parts.Write(catalog, hash, seed, estimates, sample, _caveats);
    }

    /// <summary>Estimates the headline and nothing else; the same number as in the answer.</summary>
    /// <exception cref="InputException">The rows or the graph do not allow it.</exception>
    public EstimatorRun HeadlineAlone()
    {
        var isCountable = Countable.By(catalog);
        var asked = SpecsByGraph(isCountable);
        var sample = SampleBuilder.Build(catalog, question, plan.Covariates, Columns(asked, isCountable), [], seed);
        DesignChecks.Check(sample.Data);
        var contrast = TreatmentContrasts.Of(sample.Data.Treatment, question);
        var context = NewContext(Trimming.Apply(sample, question, NewContext(sample.Data, contrast)).Data, contrast);
        ImmutableArray<EstimatorSpec> specs = asked is { } named ? [Headline.First(context, plan, named)] : Default(context, isCountable);
        return RunAll(context, specs, isCountable, isFirstEnough: true).Runs[0];
    }

    private EstimationContext NewContext(EstimationData data, ContrastPlan contrast) => new()
    {
        Data = data,
        Contrast = contrast,
        Plan = plan,
        Clip = question.Clip,
        ConfidenceLevel = question.ConfidenceLevel,
        BootstrapDraws = question.BootstrapDraws,
        Seed = seed,
        Budget = budget,
        ResamplesSpent = resamplesSpent,
    };

    /// <summary>The estimators asked for; null for the default set.</summary>
    /// <exception cref="InputException">The graph does not allow one of them.</exception>
    private ImmutableArray<EstimatorSpec>? SpecsByGraph(Func<ImmutableArray<string>, bool> isCountable)
    {
        if (question.Estimators is not { } asked)
        {
            return null;
        }

        InputError[] errors = [.. asked
            .Select((spec, at) => (at, Obstacle: Applicability.ByGraph(EstimatorTable.Of(spec.Name), plan, isCountable)))
            .Where(one => one.Obstacle is not null)
            .Select(one => new InputError($"/estimators/{one.at}", one.Obstacle!.Text))];
        return errors.Length > 0 ? throw new InputException([.. errors]) : asked;
    }

    private string[] Columns(ImmutableArray<EstimatorSpec>? asked, Func<ImmutableArray<string>, bool> isCountable)
    {
        IEnumerable<EstimatorRow> rows = asked is { } specs
            ? specs.Select(spec => EstimatorTable.Of(spec.Name))
            : EstimatorTable.All.Where(row => row.Basis == plan.Strategy || (row.Name == EstimatorName.PlugIn
                && plan.Strategy is EffectStrategy.FrontDoor && isCountable(plan.FormulaVariables)));
        return [.. rows.SelectMany(row => row.Columns(plan)).Distinct()];
    }

    private ImmutableArray<EstimatorSpec> Default(EstimationContext context, Func<ImmutableArray<string>, bool> isCountable) =>
    [
        .. EstimatorTable.Default(plan.Strategy!.Value, context.Data.Treatment, isCountable(plan.FormulaVariables))
            .Select(name => question.Defaults with { Name = name, Id = EstimatorTable.Of(name).Wire }),
    ];

    private (List<EstimatorRun> Runs, List<EffectEstimate> Estimates) RunAll(
        EstimationContext context, ImmutableArray<EstimatorSpec> specs, Func<ImmutableArray<string>, bool> isCountable, bool isFirstEnough = false)
    {
        var isAsked = question.Estimators is not null;
        var errors = new List<InputError>();
        var (runs, estimates) = (new List<EstimatorRun>(), new List<EffectEstimate>());
        for (var at = 0; at < specs.Length && !(isFirstEnough && runs.Count > 0); at++)
        {
            var (spec, row) = (specs[at], EstimatorTable.Of(specs[at].Name));
            var obstacle = Applicability.ByGraph(row, plan, isCountable)
                ?? Applicability.ByData(row, spec, context.Data, context.Contrast, isAsked);
            if (obstacle is not null)
            {
                errors.Add(new InputError($"/estimators/{at}", obstacle.Text));
                estimates.Add(Skipped(spec, obstacle.Text));
                continue;
            }

            budget.ThrowIfCancelled();
            budget.Progress?.Tell(ProgressStage.Estimators, at, specs.Length);
            try
            {
                var draft = Resampling.WithBootstrap(context, spec, row);
                var estimate = EstimateReport.Of(context, spec, row, draft);
                runs.Add(new EstimatorRun(spec, estimate, draft.Slim(keepsScores: !question.Conditions.IsEmpty)));
                estimates.Add(estimate);
            }
            catch (InputException e) when (!isAsked && spec.Name != EstimatorName.Regression)
            {
                estimates.Add(Skipped(spec, e.Errors[0].Message));
            }
        }

        return isAsked && errors.Count > 0 ? throw new InputException([.. errors])
            : runs.Count == 0 ? throw new InputException("/estimand", estimates[0].Skipped!)
            : (runs, estimates);
    }

    private static EffectEstimate Skipped(EstimatorSpec spec, string reason) => new() { Id = spec.Id, Name = spec.Name, Skipped = reason };
}
