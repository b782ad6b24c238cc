namespace Isl.Api.Requests.Tables;

/// <summary>How a column writes its numbers, gathered cell by cell and decided for the whole of it.</summary>
internal sealed class ColumnFormat
{
    private const double Thousand = 1000;
    private readonly int[] _marks = new int[Enum.GetValues<NumberMark>().Length];
    private string? _pointOrThousands;
    private string? _commaOrThousands;
    private bool _hasLargePlain;
    private string? _unit;

    /// <summary>Numbers read.</summary>
    public int Numbers { get; private set; }

    /// <summary>What stands with the numbers; empty for nothing, null where no number was read.</summary>
    public string? Unit => _unit;

    /// <summary>Two cells have different units, or only one has any.</summary>
    public string? OtherUnit { get; private set; }

    /// <summary>Is a decimal comma certain?</summary>
    public bool HasComma => _marks[(int)NumberMark.Comma] > 0;

    /// <summary>Is a decimal point certain?</summary>
    public bool HasPoint => _marks[(int)NumberMark.Point] > 0;

    private bool HasEitherPoint => _marks[(int)NumberMark.PointOrThousands] > 0;

    private bool HasEitherComma => _marks[(int)NumberMark.CommaOrThousands] > 0;

    /// <summary>Takes a number into account.</summary>
    public void Add(in CellReading cell)
    {
        Numbers++;
        _marks[(int)cell.Mark]++;
        switch (cell.Mark)
        {
            case NumberMark.PointOrThousands:
                _pointOrThousands ??= Shown(cell.Value, '.');
                break;
            case NumberMark.CommaOrThousands:
                _commaOrThousands ??= Shown(cell.Value, ',');
                break;
            case NumberMark.Plain:
                _hasLargePlain |= Math.Abs(cell.Value) >= Thousand;
                break;
            default:
                break;
        }

        _unit ??= cell.Unit;
        if (_unit != cell.Unit)
        {
            OtherUnit ??= cell.Unit;
        }
    }

    /// <summary>Decides what the doubtful marks of the column are.</summary>
    /// <param name="fileHasComma">Another column of the table certainly has decimal commas.</param>
    /// <param name="fileHasPoint">Another column of the table certainly has decimal points.</param>
    public FormatDecision Decide(bool fileHasComma, bool fileHasPoint)
    {
        var example = _commaOrThousands ?? _pointOrThousands;
        if (HasComma && HasPoint)
        {
            return FormatDecision.Refuse("mixes decimal commas and decimal points; write all numbers with a decimal point");
        }

        if (HasEitherComma && HasEitherPoint && !HasComma && !HasPoint)
        {
            return FormatDecision.Refuse(
                $"holds both {_commaOrThousands} and {_pointOrThousands}, and which mark is the decimal one cannot be told; "
                + "write all numbers with a decimal point and no other mark");
        }

        if (HasEitherComma && !HasComma)
        {
            return DecideCommas(example!, fileHasComma, fileHasPoint);
        }

        if (HasEitherPoint && (HasComma || (fileHasComma && !fileHasPoint && !HasPoint)))
        {
            return FormatDecision.Thousands(_pointOrThousands!, isDoubtful: !HasComma);
        }

        return HasComma ? FormatDecision.Decimals(example, isDoubtful: false) : FormatDecision.Plain;
    }

    /// <summary>Decides what commas are before three digits, where no other comma of the column tells.</summary>
    private FormatDecision DecideCommas(string example, bool fileHasComma, bool fileHasPoint)
    {
        var isThousands = HasPoint || (fileHasPoint && !fileHasComma) || (!fileHasComma && _marks[(int)NumberMark.Plain] > 0 && !_hasLargePlain);
        return isThousands ? FormatDecision.Thousands(example, isDoubtful: !HasPoint)
            : fileHasComma && !fileHasPoint ? FormatDecision.Decimals(example, isDoubtful: true)
            : FormatDecision.Refuse(
                $"holds {example}, and whether its comma sets thousands apart or is a decimal comma cannot be told; "
                + "write all numbers with a decimal point and no other mark");
    }

    private static string Shown(double value, char mark) =>
        value.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture).Replace('.', mark);
}

/// <summary>What the doubtful marks of a column are.</summary>
/// <param name="IsThousands">They set thousands apart.</param>
/// <param name="IsComma">The decimal mark is a comma.</param>
/// <param name="Example">A number with a doubtful mark.</param>
/// <param name="IsDoubtful">The column itself does not settle it, and the answer says how it was read.</param>
/// <param name="Refusal">Why it cannot be decided; null where it can.</param>
internal sealed record FormatDecision(bool IsThousands, bool IsComma, string? Example, bool IsDoubtful, string? Refusal)
{
    /// <summary>Nothing to decide.</summary>
    public static FormatDecision Plain { get; } = new(false, false, null, false, null);

    /// <summary>They set thousands apart.</summary>
    public static FormatDecision Thousands(string example, bool isDoubtful) => new(true, false, example, isDoubtful, null);

    /// <summary>They are decimal commas.</summary>
    public static FormatDecision Decimals(string? example, bool isDoubtful) => new(false, true, example, isDoubtful, null);

    /// <summary>It cannot be decided.</summary>
    public static FormatDecision Refuse(string why) => new(false, false, null, false, why);
}
