using System.Collections.Immutable;
using System.Numerics.Tensors;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Words.Conformal;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Conformal;

/// <summary>A conformal question worked out up to the model's own interval: outcome, residuals, bounds.</summary>
internal sealed class ConformalCase
{
    private const string Root = "/calibration_data";

    /// <summary>Multiplications that refitting may take: some two seconds.</summary>
    private const double MostRefitWork = 4e9;

    private readonly Dataset _data;
    private readonly ConformalQuestion _question;
    private readonly DistributionShelf _distributions;
    private readonly IReadOnlyList<MeanVariable> _variables;

    private ConformalCase(
        StructuralModel model, ConformalQuestion question, Dataset data, DistributionShelf distributions, CancellationToken cancellation)
    {
        (_data, _question, _distributions) = (data, question, distributions);
        Model = CompiledModel.Compile(
            model,
            [
                .. data.Variables
                    .Where(name => name != ConformalQuestion.WeightColumn)
                    .Select(name => new VariableValue(name, Mean(data.Column(data.Variables.IndexOf(name))))),
            ],
            cancellation);
        Model.Check(question.Intervention);
        Model.Check(question.Context.Select(value => value.Variable), "/context");
        _variables = [.. Model.Order.Select(ToVariable)];
    }

    /// <summary>The model, with what it leaves open held at the means of the data.</summary>
    public CompiledModel Model { get; }

    /// <summary>The variable predicted.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>The calibration points.</summary>
    public CalibrationPoints Points { get; private set; } = new([], [], [], [], 0);

    /// <summary>The conformal bounds.</summary>
    public ConformalBounds Bounds { get; private set; }

    /// <summary>Folds that were left out in turn; null for split.</summary>
    public int? Folds { get; private set; }

    /// <summary>What the prediction uses: the columns that the new case gives, with its values and the data's range.</summary>
    public ImmutableArray<CaseInput> Inputs { get; private set; } = [];

    /// <summary>Columns that bear on the outcome and that the new case does not give: they are averaged over, in the rows too.</summary>
    public ImmutableArray<string> Averaged { get; private set; } = [];

    /// <summary>Changes that the prediction for a row cannot take into account, because no column that the new case gives holds them.</summary>
    public ImmutableArray<string> Unmeasured { get; private set; } = [];

    /// <summary>What the new case gives and the rows do not hold.</summary>
    public ImmutableArray<string> Unused { get; private set; } = [];

    /// <summary>Weights of the points; null without any.</summary>
    public double[]? Weights { get; private set; }

    /// <summary>The new case as an intervention: what is changed, and what is known of it, held there.</summary>
    public Intervention Case { get; private set; } = Intervention.None;

    /// <summary>Predicts every point, and turns the residuals into bounds.</summary>
    /// <param name="model">The model.</param>
    /// <param name="question">The question.</param>
    /// <param name="data">The calibration data.</param>
    /// <param name="distributions">Where the distributions of the model come from.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">The model or the data do not fit the question.</exception>
    public static ConformalCase Prepare(
        StructuralModel model, ConformalQuestion question, Dataset data, DistributionShelf distributions, CancellationToken cancellation)
    {
        var prepared = new ConformalCase(model, question, data, distributions, cancellation);
        var column = prepared.FindOutcome();
        try
        {
            prepared.Predict(column, cancellation);
        }
        catch (GraphFullException e)
        {
            throw new InputException("/model", $"The model is too large to predict with: {e.Message}");
        }

        prepared.FindBounds(cancellation);
        return prepared;
    }

    /// <summary>The answer.</summary>
    /// <param name="modelHash">Hash of the model.</param>
    /// <param name="own">What the model says of the new case by itself.</param>
    /// <param name="draws">Whether there are as many draws behind it as were asked for.</param>
    /// <exception cref="InputException">There are too few points, and the model has no spread of its own to fall back on.</exception>
    public ConformalResult ToResult(string modelHash, ModelInterval own, Completion draws)
    {
        if (!Bounds.IsFinite && Weights is not null && own.Upper <= own.Lower)
        {
            throw new InputException(
                "/weights",
                "The weights of the rows do not reach the level beside that of the new case, and the model has no noise that could stand in; "
                + "send more rows that resemble the new case, or ask for a lower level.");
        }

        if (!Bounds.IsFinite && own.Upper <= own.Lower)
        {
            var needed = ConformalRank.PointsNeeded(_question.Alpha);
            throw new InputException(
                Root,
                $"{new TooFewPoints(Points.Count, needed, 1 - _question.Alpha).Text}, and the model has no noise that could stand in. "
                + $"Send more points, or ask for at most {ExactPercent.AtLeast(ConformalRank.AchievableCoverage(Points.Count))}.");
        }

        return new ConformalReport
        {
            Question = _question,
            ModelHash = modelHash,
            Outcome = Outcome,
            Points = Points,
            Inputs = Inputs,
            AssumedValues = ModelFindings.Assumed(Model, [_question.Intervention], []),
            Averaged = Averaged,
            Unmeasured = Unmeasured,
            Unused = Unused,
            Weights = Weights,
            Bounds = Bounds,
            Model = own,
            Folds = Folds,
            Draws = draws,
        }.ToResult();
    }

    private static double Mean(ReadOnlySpan<double> values) => TensorPrimitives.Sum(values) / values.Length;

    private MeanVariable ToVariable(string name)
    {
        var formula = Model.IsEndogenous(name) ? Model.FormulaOf(name) : null;
        var input = formula is null ? Model.ExogenousInput(name) : Model.NoiseInput(name);
        return new MeanVariable(
            name,
            formula,
            input < 0 ? [] : [.. Enumerable.Range(input, formula?.Noises ?? 1).Select(part => Model.Inputs[part].Spec)],
            Model.HeldValue(name) ?? 0);
    }

    /// <summary>Settles the outcome, and returns its column.</summary>
    private int FindOutcome()
    {
        var columns = _data.Variables;
        var affected = Model.Affected([_question.Intervention]);
        var byRole = columns.IndexOf(ConformalQuestion.OutcomeColumn);
        Outcome = _question.Outcome
            ?? affected.LastOrDefault(name => byRole >= 0 ? !columns.Contains(name) : columns.Contains(name))
            ?? Model.Order.LastOrDefault(name => Model.IsEndogenous(name) && (byRole >= 0 ? !columns.Contains(name) : columns.Contains(name)))
            ?? throw new InputException(
                Root,
                "The rows hold no variable that the intervention affects; add the observed outcome, one of "
                + $"{NameList.Quoted(affected.IsEmpty ? Model.Order : affected)}.");
        if (_question.Intervention.Changes.Any(change => change.Variable == Outcome && change.Kind == InterventionKind.Set))
        {
            throw new InputException(
                "/outcome",
                $"The outcome '{Outcome}' is set by the intervention, so there is nothing to predict; name another variable.");
        }

        if (!Model.IsEndogenous(Outcome) && Model.ExogenousInput(Outcome) < 0)
        {
            throw new InputException(
                "/outcome",
                $"The model does not describe '{Outcome}'; give it an equation or a distribution, or name another variable.");
        }

        var byName = columns.IndexOf(Outcome);
        if (byName >= 0 && byRole >= 0)
        {
            throw new InputException(
                ModelPaths.Member($"{Root}/0/inputs", Outcome),
                $"'{Outcome}' is the outcome, but it is among the inputs too; remove it there.");
        }

        return byName < 0 && byRole < 0
            ? throw new InputException(Root, $"The rows have no column '{Outcome}', the outcome; add what was observed, or name another outcome.")
            : Math.Max(byName, byRole);
    }

    private void Predict(int outcomeColumn, CancellationToken cancellation)
    {
        var known = KnownValues();
        var measured = Enumerable
            .Range(0, _data.Columns)
            .Where(column => column != outcomeColumn && _data.Variables[column] != ConformalQuestion.WeightColumn)
            .ToList();
        var used = measured.Where(column => known.ContainsKey(_data.Variables[column])).ToList();
        var given = used.ConvertAll(column => _data.Variables[column]);
        var query = given.ConvertAll(name => known[name]);
        var idle = ModelFindings.Idle(Model, _question.Intervention, Outcome);
        var bearing = ModelFindings.Ancestors(Model, [Outcome]);
        Unmeasured =
        [
            .. _question.Intervention.Changes.Select(change => change.Variable).Where(name => !given.Contains(name) && !idle.Contains(name)),
        ];
        Unused = [.. _question.Context.Select(value => value.Variable).Where(name => !given.Contains(name))];
        Averaged = [.. measured.Select(column => _data.Variables[column]).Where(name => !given.Contains(name) && bearing.Contains(name))];
        var (predictions, prediction) = PredictAll(used, given, query, cancellation);
        var columns = used.ConvertAll(column => _data.Column(column).ToArray());
        Inputs = [.. given.Select((name, i) => new CaseInput(name, query[i], TensorPrimitives.Min(columns[i]), TensorPrimitives.Max(columns[i])))];

        // Effects of the outcome cannot correct its prediction: they are not known before it is.
        var effects = DescendantsOf(Outcome);
        var regressors = Enumerable.Range(0, given.Count).Where(i => !effects.Contains(given[i])).ToList();
        Points = new CalibrationPoints(
            predictions,
            _data.Column(outcomeColumn).ToArray(),
            [.. regressors.Select(i => columns[i])],
            [.. regressors.Select(i => query[i])],
            prediction);
        var weights = _data.Variables.IndexOf(ConformalQuestion.WeightColumn);
        Weights = weights < 0 ? null : _data.Column(weights).ToArray();
    }

    /// <summary>Values of the new case: what is set, and what is known, changed as the intervention says.</summary>
    private Dictionary<string, double> KnownValues()
    {
        var known = _question.Context.ToDictionary(value => value.Variable, value => value.Value, StringComparer.Ordinal);
        if (known.ContainsKey(Outcome))
        {
            throw new InputException(
                ModelPaths.Member("/context", Outcome),
                $"'{Outcome}' is the outcome, so the context cannot give it; remove it, or name another outcome.");
        }

        foreach (var change in _question.Intervention.Changes)
        {
            if (change.Kind == InterventionKind.Set)
            {
                known[change.Variable] = change.Value;
            }
            else if (known.TryGetValue(change.Variable, out var value))
            {
                known[change.Variable] = change.Kind == InterventionKind.Shift ? value + change.Value : value * change.Value;
            }
        }

        var changes = _question.Intervention.Changes.Where(change => !known.ContainsKey(change.Variable));
        Case = Intervention.Of(changes.Concat(known.Select(pair => new VariableIntervention(pair.Key, InterventionKind.Set, pair.Value))));
        return known;
    }

    /// <summary>
    /// Predictions of the rows and of the new case, by one predictor over the same draws: for cases alike they are alike to the last digit, which is
    /// what makes their residuals exchangeable.
    /// </summary>
    private (double[] Rows, double Case) PredictAll(List<int> used, List<string> given, List<double> query, CancellationToken cancellation)
    {
        var rows = _data.Rows;
        var columns = new double[used.Count][];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = new double[rows + 1];
            _data.Column(used[i]).CopyTo(columns[i]);
            columns[i][rows] = query[i];
        }

        var all = MeanPredictor
            .Compile(_variables, given, Intervention.None, [Outcome], _distributions)
            .Predict(columns, rows + 1, _question.Seed, cancellation)[0];
        var own = Unmeasured.IsEmpty
            ? all[rows]
            : MeanPredictor
                .Compile(_variables, given, _question.Intervention, [Outcome], _distributions)
                .Predict([.. query.Select(value => new[] { value })], 1, _question.Seed, cancellation)[0][0];
        Check([own], _ => ("/intervention", $"The model gives no finite mean of '{Outcome}' under the intervention"));
        var predictions = all[..rows];
        Check(predictions, row => ($"{Root}/{row}", $"The model gives no finite mean of '{Outcome}' for row {row}"));
        return (predictions, own);
    }

    private void FindBounds(CancellationToken cancellation)
    {
        if (_question.Method == ConformalMethod.Split)
        {
            Bounds = Weights is { } weights
                ? SplitConformal.Weighted(Points.Prediction, Points.Residuals(), weights, _question.CaseWeight.GetValueOrDefault(1), _question.Alpha)
                : SplitConformal.Interval(Points.Prediction, Points.Residuals(), _question.Alpha);
            return;
        }

        var folds =
            _question.Method == ConformalMethod.CvPlus
                ? CalibrationFolds.Shuffled(Points.Count, _question.Seed)
                : CalibrationFolds.Each(Points.Count);
        var (n, d) = ((double)Points.Count, (double)Points.Inputs.Length + 1);
        if ((folds.Length * d * d * d) + (n * Math.Log2(folds.Length + 1) * d * d) > MostRefitWork)
        {
            var (parts, other) = _question.Method == ConformalMethod.CvPlus ? ("folds", "split") : ("points", "cv+ or split");
            throw new InputException(
                "/method",
                $"Refitting on {Points.Inputs.Length} inputs without each of {folds.Length} {parts} takes too long; "
                + $"choose {other}, or send fewer rows or columns.");
        }

        Folds = folds.Length;
        Bounds = CrossConformal.Interval(Points, folds, _question.Alpha, cancellation);
        if (!double.IsFinite(Bounds.PointEstimate))
        {
            throw new InputException(
                "/intervention",
                "The corrected prediction is not finite; the intervention lies too far from the calibration data.");
        }
    }

    private HashSet<string> DescendantsOf(string name)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { name };
        foreach (var variable in Model.Order.Where(variable => Model.ParentsOf(variable).Any(reached.Contains)))
        {
            reached.Add(variable);
        }

        return reached;
    }

    /// <summary>Refuses what is no number, or so large that its square is none.</summary>
    private static void Check(double[] values, Func<int, (string Path, string Message)> what)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i]) < 1e150))
            {
                var (path, message) = what(i);
                throw new InputException(path, $"{message} (it is {values[i]}); change the values or the formulas.");
            }
        }
    }
}
