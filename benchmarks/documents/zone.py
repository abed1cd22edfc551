"""The machine-readable zones of the documents."""
from anyascii import anyascii

def cd(s):
    v=lambda c: 0 if c=='<' else int(c,36)
    return str(sum(v(c)*(7,3,1)[i%3] for i,c in enumerate(s))%10)
T={'Ä':'AE','Ö':'OE','Ü':'UE','ß':'SS','Ñ':'N','Ø':'OE','Å':'AA','Ð':'D','Đ':'D'}
def name(s):
    s=''.join(T.get(c,c) for c in s.replace('ß','SS').upper())
    return anyascii(s).upper().replace(' ','<').replace('-','<').replace("'",'')
def compose_zone(fmt,h,kind='passport'):
    names=name(h.family_name)+'<<'+name(h.given_names)
    b=h.birth_date.strftime('%y%m%d');e=h.expiry_date.strftime('%y%m%d');sx='<MF'[h.gender]
    n=h.document_number.ljust(9,'<')
    if fmt=='TD3':
        p=h.personal_number.ljust(14,'<')
        l2=n+cd(n)+h.nationality+b+cd(b)+sx+e+cd(e)+p+cd(p)
        return [('P<UTO'+names).ljust(44,'<')[:44], l2+cd(l2[:10]+l2[13:20]+l2[21:43])]
    if fmt=='TD2':
        l2=n+cd(n)+h.nationality+b+cd(b)+sx+e+cd(e)+'<'*7
        return [('I<UTO'+names).ljust(36,'<')[:36], l2+cd(l2[:10]+l2[13:20]+l2[21:35])]
    l1=(('IR' if kind=='residencePermit' else 'I<')+'UTO'+n+cd(n)+h.personal_number).ljust(30,'<')
    l2=b+cd(b)+sx+e+cd(e)+h.nationality+'<'*11
    l2+=cd(l1[5:]+l2[:7]+l2[8:15]+l2[18:29])
    return [l1,l2,names.ljust(30,'<')[:30]]
def compose_licence_zone(h):
    l=('D1UTO'+h.document_number).ljust(29,'<'); return l+cd(l)
