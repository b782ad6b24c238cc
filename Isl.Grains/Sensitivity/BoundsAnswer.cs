using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Sensitivity;

namespace Isl.Grains.Sensitivity;

/// <summary>Answers what data say of an effect without assuming that nothing is hidden.</summary>
internal sealed class BoundsAnswer
{
    private readonly BoundsQuestion _question;
    private readonly BoundsData _data;
    private readonly double[] _levels;
    private readonly (double Least, double Greatest) _range;
    private readonly BoundsWords _words;

    private BoundsAnswer(BoundsQuestion question, Dataset rows)
    {
        (_question, _data) = (question, new BoundsData(question, rows));
        _levels = [.. _data.Outcome.Distinct().Order()];
        _range = question.OutcomeRange is var (least, greatest) ? (least, greatest)
            : _data.OutcomeLabels.IsEmpty ? (_levels[0], _levels[^1]) : (0, 1);
        _words = new BoundsWords(
            _data.Treatment.Name, question.Outcome, _data.Treatment.Labels[_data.From], _data.Treatment.Labels[_data.To], _range.Least,
                _range.Greatest);
    }

    /// <summary>The bounds asked for, in the order of their kinds.</summary>
    /// <exception cref="InputException">A column does not suit.</exception>
    public static ImmutableArray<BoundsReport> Of(BoundsQuestion question, Dataset rows, WorkBudget budget)
    {
        var answer = new BoundsAnswer(question, rows);
        return [.. Kinds(question).Select(kind => answer.Of(kind, budget))];
    }

    /// <summary>What limits the bounds.</summary>
    public static IEnumerable<Finding> Caveats(BoundsQuestion question, ImmutableArray<BoundsReport> bounds)
    {
        if (question.OutcomeRange is null && bounds.Any(one => one.Kind is BoundsKind.NoAssumptions or BoundsKind.Monotone))
        {
            yield return new RangeIsThatSeen(question.Outcome);
        }

        yield return new SharesTakenAsExact();
        if (bounds.Any(one => one is { Sharp: false, Refuted: false }))
        {
            yield return new SettingsUnseen();
        }
    }

    private static IEnumerable<BoundsKind> Kinds(BoundsQuestion question)
    {
        if (!question.Kinds.IsEmpty)
        {
            return question.Kinds;
        }

        var kinds = new List<BoundsKind> { BoundsKind.NoAssumptions, BoundsKind.Monotone };
        kinds.AddRange(question.Instrument is null ? [] : [BoundsKind.Instrument]);
        kinds.AddRange(question.Graph is null ? [] : [BoundsKind.ResponseTypes]);
        kinds.AddRange(question.Lambda is null ? [] : [BoundsKind.MarginalSensitivity]);
        return kinds;
    }

    private BoundsReport Of(BoundsKind kind, WorkBudget budget)
    {
        switch (kind)
        {
            case BoundsKind.NoAssumptions:
                return Report(kind, ManskiBounds.WithoutAssumptions(Observed(), _data.From, _data.To), true, new ExtremeModels(
                    Unseen((level, y) => At(level, y, _range.Greatest, _range.Least)), Unseen((level, y) => At(level, y, _range.Least,
                        _range.Greatest))));
            case BoundsKind.Monotone:
                return Report(kind, ManskiBounds.MonotoneResponse(Observed(), _data.From, _data.To), true, Monotone());
            case BoundsKind.Instrument:
                return ByInstrument(budget);
            case BoundsKind.ResponseTypes:
                var found = GraphResponses.Of(_question, _data, budget);
                return Report(kind, found?.Effect, found?.IsWhole ?? true, found?.Models);
            default:
                return Marginal();
        }
    }

    private BoundsReport Report(BoundsKind kind, EffectRange? effect, bool isSharp, ExtremeModels? models)
    {
        var (lower, upper) = effect is { } range ? (WireNumber.Round(range.Lower), WireNumber.Round(range.Upper)) : ((double?)null, (double?)null);
        return new BoundsReport(
            kind,
            lower,
            upper,
            isSharp,
            effect is null,
            _words.Statement(kind, lower, upper),
            [.. _words.Assumptions(kind, _question)],
            effect is null ? null : _words.AttainedBy(kind, isSharp, models is not null),
            models);
    }

    private ObservedLevels Observed()
    {
        var (shares, sums) = (new double[_data.Treatment.Count], new double[_data.Treatment.Count]);
        for (var row = 0; row < _data.Shares.Length; row++)
        {
            var level = _data.Treatment.Codes[row];
            shares[level] += _data.Shares[row];
            sums[level] += _data.Shares[row] * _data.Outcome[row];
        }

        return new ObservedLevels(shares, [.. sums.Select((sum, level) => sum / shares[level])], _range.Least, _range.Greatest);
    }

    /// <summary>What a unit would have had at the two levels compared, where the other level's outcome is at an end.</summary>
    private (int Level, string Outcome)[] At(int seen, string y, double from, double to) =>
    [
        .. new[] { (Level: _data.From, Value: from), (Level: _data.To, Value: to) }
            .Where(one => one.Level != seen)
            .Select(one => (one.Level, Told(one.Value))),
        (seen, y),
    ];

    private ExtremeModels Monotone()
    {
        // With the levels compared in their order, the least effect is none, and the most is all that the order allows.
        var (low, high) = (Math.Min(_data.From, _data.To), Math.Max(_data.From, _data.To));
        var none = Unseen((seen, y) => [.. new[] { low, high, seen }.Distinct().Select(level => (level, y))]);
        var most = Unseen((seen, y) =>
        [
            (low, seen <= low ? y : Told(_range.Least)),
            (high, seen >= high ? y : Told(_range.Greatest)),
            .. seen != low && seen != high ? [(seen, y)] : ((int, string)[])[],
        ]);
        return _data.From < _data.To ? new ExtremeModels(none, most) : new ExtremeModels(most, none);
    }

    /// <summary>Units by the level and outcome that they were seen at; by the level alone where the outcome has many values.</summary>
    private ImmutableArray<ModelPart> Unseen(Func<int, string, (int Level, string Outcome)[]> outcomes)
    {
        var parts = Enumerable.Range(0, _data.Shares.Length)
            .GroupBy(row => (_data.Treatment.Codes[row], Y: _levels.Length <= ModelParts.MostLevels ? _data.Outcome[row] : double.NaN))
            .OrderBy(group => group.Key)
            .Select(group => (
                group.Sum(row => _data.Shares[row]),
                group.Key.Item1,
                outcomes(group.Key.Item1, double.IsNaN(group.Key.Y) ? BoundsWords.AsSeen : Told(group.Key.Y))));
        return ModelParts.Of(parts, _data, _question.Outcome) ?? [];
    }

    private string Told(double outcome) => _data.OutcomeLabels.IsEmpty ? BoundsData.Number(outcome) : _data.OutcomeLabels[(int)outcome];

    private BoundsReport ByInstrument(WorkBudget budget)
    {
        var instrument = _data.Levels(_question.Instrument!, "/iv");
        if (Math.Pow(_data.Treatment.Count, instrument.Count) * Math.Pow(_levels.Length, _data.Treatment.Count) > ResponseProgram.MostTypes)
        {
            throw new InputException(
                "/iv",
                $"'{instrument.Name}' with {instrument.Count} levels, '{_data.Treatment.Name}' with {_data.Treatment.Count} and "
                + $"'{_question.Outcome}' with {_levels.Length} have more than {ResponseProgram.MostTypes} response types; group some levels.");
        }

        double[][][] shares =
        [
            .. Enumerable.Range(0, instrument.Count).Select(_ => Enumerable.Range(0, _data.Treatment.Count).Select(_ => new double[_levels.Length])
                .ToArray()),
        ];
        var totals = new double[instrument.Count];
        for (var row = 0; row < _data.Shares.Length; row++)
        {
            var z = instrument.Codes[row];
            totals[z] += _data.Shares[row];
            shares[z][_data.Treatment.Codes[row]][Array.BinarySearch(_levels, _data.Outcome[row])] += _data.Shares[row];
        }

        for (var z = 0; z < totals.Length; z++)
        {
            shares[z] = [.. shares[z].Select(outcomes => outcomes.Select(share => share / totals[z]).ToArray())];
        }

        var found = InstrumentBounds.Of(shares, _levels, _data.To, _data.From, budget);
        return Report(
            BoundsKind.Instrument,
            found?.Effect,
            true,
            found is null ? null : new ExtremeModels(Parts(found.Lowest), Parts(found.Highest)));

        ImmutableArray<ModelPart> Parts(ImmutableArray<ResponseType> types) =>
        [
            .. types.Select(type => new ModelPart(
                WireNumber.Round(type.Share),
                new OrderedDictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
                {
                    [_data.Treatment.Name] = Map(type.Treatments, instrument, level => _data.Treatment.Labels[level]),
                    [_question.Outcome] = Map(type.Outcomes, _data.Treatment, level => Told(_levels[level])),
                })),
        ];
    }

    private static OrderedDictionary<string, string> Map(ImmutableArray<int> function, LevelColumn cause, Func<int, string> label) =>
        new(function.Select((level, setting) => KeyValuePair.Create(cause.At(setting), label(level))), StringComparer.Ordinal);

    private BoundsReport Marginal()
    {
        LevelColumn[] covariates = [.. _question.Covariates.Select((name, i) => _data.Levels(name, $"{BoundsData.Place}/covariates/{i}"))];
        var (lower, upper) = (0.0, 0.0);
        var parts = (Low: new List<(double, int, (int, string)[])>(), High: new List<(double, int, (int, string)[])>());
        foreach (var stratum in Strata(covariates))
        {
            var total = stratum.Sum(row => _data.Shares[row]);
            foreach (var (level, isTo) in new[] { (_data.To, true), (_data.From, false) })
            {
                int[] rows = [.. stratum.Where(row => _data.Treatment.Codes[row] == level)];
                if (rows.Length == 0)
                {
                    throw NoRow(level, covariates, stratum[0]);
                }

                double[] outcomes = [.. rows.Select(row => _data.Outcome[row])];
                var (least, most) = MarginalSensitivity.Of(
                    new StratumArm(outcomes, [.. rows.Select(row => _data.Shares[row])], total), _question.Lambda!.Value);
                (lower, upper) = isTo ? (lower + least.Sum, upper + most.Sum) : (lower - most.Sum, upper - least.Sum);
                parts.Low.AddRange(Moved(rows, level, isTo ? least : most));
                parts.High.AddRange(Moved(rows, level, isTo ? most : least));
            }
        }

        return Report(BoundsKind.MarginalSensitivity, new EffectRange(lower, upper), true, Models(parts.Low, parts.High));
    }

    private ExtremeModels? Models(List<(double, int, (int, string)[])> low, List<(double, int, (int, string)[])> high) =>
        _levels.Length <= ModelParts.MostLevels && _data.Treatment.Count == 2
        && ModelParts.Of(low, _data, _question.Outcome) is { } lowest && ModelParts.Of(high, _data, _question.Outcome) is { } highest
            ? new ExtremeModels(lowest, highest)
            : null;

    /// <summary>Those not seen at a level, with the outcome that they would have had there.</summary>
    private IEnumerable<(double, int, (int, string)[])> Moved(int[] rows, int level, ExtremeSum extreme) => rows
        .Select((row, i) => (Y: _data.Outcome[row], Unseen: extreme.Unseen[i]))
        .GroupBy(one => one.Y)
        .OrderBy(group => group.Key)
        .Select(group => (
            group.Sum(one => one.Unseen),
            level == _data.To ? _data.From : _data.To,
            new[] { (level, Told(group.Key)) }));

    private IEnumerable<int[]> Strata(LevelColumn[] covariates) => Enumerable.Range(0, _data.Shares.Length)
        .GroupBy(row => string.Join(',', covariates.Select(column => column.Codes[row])))
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.ToArray());

    private InputException NoRow(int level, LevelColumn[] covariates, int row) => new(
        covariates.Length == 0 ? $"{BoundsData.Place}/treatment" : $"{BoundsData.Place}/covariates",
        $"No row with {string.Join(", ", covariates.Select(column => column.At(column.Codes[row])))} has "
        + $"{_data.Treatment.At(level)}, so nothing is known of it there; group the covariates' levels.");
}
