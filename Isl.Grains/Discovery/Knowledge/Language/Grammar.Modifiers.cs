using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <content>What stands before a verb: auxiliaries, adverbs, denials, "is known to".</content>
internal sealed partial class Grammar
{
    /// <summary>Reads all such words; moves behind them.</summary>
    private Modifiers ReadModifiers(ref int at)
    {
        var modifiers = new Modifiers { Begin = at };
        while (!this[at].IsName && (TakeCatenative(ref at, ref modifiers) || TakeModifier(ref at, ref modifiers)))
        {
        }

        return modifiers;
    }

    private bool TakeModifier(ref int at, ref Modifiers modifiers)
    {
        var token = this[at];
        if (token.Is(",") && this[at + 1].Is(Tag.Harmless | Tag.Chain | Tag.Contrast | Tag.Too | Tag.Hedge) && this[at + 2].Is(","))
        {
            modifiers.IsHedged |= this[at + 1].Is(Tag.Hedge);
            at += 3;
            return true;
        }

        if (token.Is("not") && (this[at + 1].Is(Tag.Only) || this[at + 1].Text is "merely" or "simply"))
        {
            at += 2;
            return true;
        }

        if (token.Is(Tag.Negation))
        {
            modifiers.Deny();
        }
        else if (token.Is(Tag.Void))
        {
            modifiers.Polarity = Polarity.Void;
        }
        else if (token.Is(Tag.Be | Tag.Have | Tag.Do | Tag.Modal | Tag.HedgeModal | Tag.Hedge))
        {
            modifiers.TakeAuxiliary(token);
        }
        else if (token.Is(Tag.Direct | Tag.Indirect) && token.Text.EndsWith("ly", StringComparison.Ordinal))
        {
            modifiers.IsDirect |= token.Is(Tag.Direct);
            modifiers.IsIndirect |= token.Is(Tag.Indirect);
        }
        else if (token.Is(Tag.Up | Tag.Down) && token.Text.EndsWith("ly", StringComparison.Ordinal))
        {
            modifiers.Sign = Lexicon.SignOf(token.Tag);
        }
        else if (!(token.Is(Tag.Harmless | Tag.Too | Tag.Chain) || token.Text is "only" or "solely" or "all" or "both" or "each"))
        {
            return false;
        }

        modifiers.IsInTurn |= token.Is("in turn");
        at++;
        return true;
    }

    /// <summary>"tends to", "is known to", "fails to", "is unlikely to", "stopped".</summary>
    private bool TakeCatenative(ref int at, ref Modifiers modifiers)
    {
        var (token, next) = (this[at], this[at + 1]);
        if (this[at - 1].Is(Tag.Only) && HasClass(at, VerbClass.Seems))
        {
            // What only seems so is not.
            modifiers.Polarity = Polarity.Void;
        }

        if (next.Is("to") && AdjectiveTo(token.Text) is { } adjective && modifiers.HasBe)
        {
            modifiers.Apply(adjective.Polarity, adjective.IsHedged);
            at += 2;
            return true;
        }

        foreach (var (sense, form) in VerbTable.SensesOf(token.IsName ? "" : token.Text))
        {
            // "is known to cause", "is suspected of causing".
            var isLink = next.Is("to") ? IsVerb(at + 2) : next.Is("of") && HasForm(at + 2, VerbForm.Gerund);
            if (isLink && Catenative(sense, form, ref modifiers))
            {
                modifiers.IsCatenative = next.Is("of");
                at += 2;
                return true;
            }

            if (!next.Is("to") && TakeBare(at, sense, ref modifiers))
            {
                modifiers.IsCatenative = true;
                at++;
                return true;
            }
        }

        return false;
    }

    /// <summary>"stopped affecting", "helps reduce".</summary>
    private bool TakeBare(int at, VerbSense sense, ref Modifiers modifiers)
    {
        if (sense is { Class: VerbClass.Fails, Particles.Length: 0 } && HasForm(at + 1, VerbForm.Gerund))
        {
            modifiers.Deny();
            return true;
        }

        return sense is { Class: VerbClass.Carries, Particles.Length: 0 }
            && !this[at + 1].IsName
            && IsCausal(at + 1, this[at].Text is "help" or "helps");
    }

    private static bool Catenative(VerbSense sense, VerbForm form, ref Modifiers modifiers)
    {
        var isPassive = modifiers.HasBe && (form & VerbForm.Participle) != 0;
        switch (sense.Class)
        {
            case VerbClass.Carries when sense.Particles.Length > 0 && !isPassive:
                break;
            case VerbClass.Seems when !isPassive:
                modifiers.IsHedged = true;
                break;
            case VerbClass.Fails when sense.Particles.Length > 0 && !isPassive:
                modifiers.Deny();
                break;
            case VerbClass.Affirms when isPassive:
                // What is not known to be so is not known to be otherwise either.
                modifiers.Polarity = modifiers.Polarity == Polarity.Asserted ? Polarity.Asserted : Polarity.Void;
                break;
            case VerbClass.Believes when isPassive:
                modifiers.IsHedged = true;
                modifiers.Polarity = modifiers.Polarity == Polarity.Asserted && !modifiers.IsPast ? Polarity.Asserted : Polarity.Void;
                break;
            case VerbClass.Doubts or VerbClass.Claims when isPassive:
                modifiers.Polarity = Polarity.Void;
                break;
            default:
                return false;
        }

        modifiers.HasBe = modifiers.HasHave = false;
        return true;
    }

    private static (Polarity Polarity, bool IsHedged)? AdjectiveTo(string word) => word switch
    {
        "likely" or "apt" or "prone" or "liable" => (Polarity.Asserted, true),
        "able" or "bound" or "certain" or "sure" or "going" or "guaranteed" => (Polarity.Asserted, false),
        "unable" or "powerless" => (Polarity.Denied, false),
        "unlikely" or "supposed" or "meant" or "yet" or "unknown" or "not likely" => (Polarity.Void, false),
        _ => null,
    };

    private bool IsAuxiliary(int at) => this[at].Is(Tag.Be | Tag.Have | Tag.Do | Tag.Modal | Tag.HedgeModal);

    private bool IsVerb(int at)
    {
        var i = Skip(at, Tag.Harmless | Tag.Direct | Tag.Indirect | Tag.Hedge | Tag.Negation | Tag.Up | Tag.Down);
        return VerbTable.SensesOf(this[i].IsName ? "" : this[i].Text).Length > 0 || this[i].Is(Tag.Be | Tag.Have) || this[i].Is("be")
            || this[at].Is(Tag.Down | Tag.Up);
    }

    private bool HasForm(int at, VerbForm form) =>
        !this[at].IsName && VerbTable.SensesOf(this[at].Text).Any(sense => (sense.Form & form) != 0);

    private bool HasClass(int at, VerbClass verb) => VerbTable.SensesOf(this[at].IsName ? "" : this[at].Text).Any(sense => sense.Sense.Class == verb);

    private bool IsCausal(int at, bool isBase) => VerbTable.SensesOf(this[at].Text)
        .Any(sense => sense.Sense.Class == VerbClass.Causes && (sense.Form & (isBase ? VerbForm.Base : VerbForm.Gerund)) != 0);

    /// <summary>What stands before a verb.</summary>
    private struct Modifiers
    {
        public int Begin { get; init; }

        public Polarity Polarity { get; set; }

        public bool IsHedged { get; set; }

        public bool HasBe { get; set; }

        public bool HasHave { get; set; }

        public bool HasAuxiliary { get; private set; }

        public bool IsCatenative { get; set; }

        public bool IsInTurn { get; set; }

        public bool IsPast { get; private set; }

        public bool IsDirect { get; set; }

        public bool IsIndirect { get; set; }

        public int Sign { get; set; }

        public int Number { get; private set; }

        /// <summary>A denial of a denial is left open.</summary>
        public void Deny() => Polarity = Polarity == Polarity.Asserted ? Polarity.Denied : Polarity.Void;

        public void Apply(Polarity polarity, bool isHedged)
        {
            IsHedged |= isHedged;
            if (polarity == Polarity.Denied)
            {
                Deny();
            }
            else if (polarity == Polarity.Void)
            {
                Polarity = Polarity.Void;
            }

            HasBe = false;
        }

        public void TakeAuxiliary(Token token)
        {
            HasBe |= token.Is(Tag.Be);
            HasHave |= token.Is(Tag.Have);
            HasAuxiliary |= !token.Is(Tag.Hedge);
            IsPast |= token.Text is "was" or "were" or "had";
            IsHedged |= token.Is(Tag.HedgeModal | Tag.Hedge);
            Number = token.Text switch
            {
                "is" or "does" or "has" or "was" => 1,
                "are" or "do" or "have" or "were" => 2,
                _ => Number,
            };
        }
    }
}
